using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>Less, Greater, Equal and their kin: the sign of a difference, or whether it is zero.</summary>
internal sealed class ComparisonOperator(string opType, Comparison comparison) : IOperator
{
    public string OpType { get; } = opType;

    public Operand Quantize(IntegerBuilder builder, Node node) => builder.Compare(
        node.Name,
        builder.Get(node.Inputs[0]),
        builder.Get(node.Inputs[1]),
        comparison,
        builder.Graph.ShapeOf(node.Outputs[0]));
}
