using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>Max or Min of any number of tensors, with broadcasting.</summary>
internal abstract class ExtremumOperator(string opType, bool larger) : IOperator
{
    public string OpType { get; } = opType;

    public Operand Quantize(IntegerBuilder builder, Node node) => Extremum.Of(
        builder, node.Name, [.. node.Inputs.Select(builder.Get)], larger, builder.Graph.ShapeOf(node.Outputs[0]));
}

/// <summary>Max.</summary>
internal sealed class MaxOperator() : ExtremumOperator("Max", larger: true);

/// <summary>Min.</summary>
internal sealed class MinOperator() : ExtremumOperator("Min", larger: false);
