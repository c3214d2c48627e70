using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>Sum and Mean of any number of tensors, with broadcasting.</summary>
internal abstract class VariadicSumOperator(string opType, bool mean) : IOperator
{
    public string OpType { get; } = opType;

    public Operand Quantize(IntegerBuilder builder, Node node)
    {
        var shape = builder.Graph.ShapeOf(node.Outputs[0]);
        var sum = builder.Sum(
            node.Name,
            [.. node.Inputs.Select(input => (builder.Stretch(node.Name, builder.Integer(builder.Get(input)), shape), 1L))],
            shape);
        return mean ? sum.Times(1.0 / node.Inputs.Length) : sum;
    }
}

/// <summary>Sum.</summary>
internal sealed class SumOperator() : VariadicSumOperator("Sum", mean: false);

/// <summary>Mean.</summary>
internal sealed class MeanOperator() : VariadicSumOperator("Mean", mean: true);
