using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>Sqrt: the largest integer whose square is not above the number; as a divisor it becomes a reciprocal root instead.</summary>
internal sealed class SqrtOperator : IOperator
{
    public string OpType => "Sqrt";

    public Operand Quantize(IntegerBuilder builder, Node node)
    {
        var (low, high) = builder.Statistics.Extremes(node.Inputs[0]);
        return new RootOperand(builder.Get(node.Inputs[0]), node, low, high);
    }
}
