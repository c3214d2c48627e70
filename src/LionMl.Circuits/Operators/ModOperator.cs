using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>Mod: the remainder with the divisor's sign, or with fmod that of what is divided.</summary>
internal sealed class ModOperator : IOperator
{
    public string OpType => "Mod";

    public (string Reason, string Hint)? Refuse(Graph graph, Node node) =>
        graph.TensorOf(node.Outputs[0]).ElementType.IsFloating()
            ? ("a remainder of real numbers depends on bits that quantisation drops.", "Use whole numbers, or Floor and a product.")
            : null;

    public Operand Quantize(IntegerBuilder builder, Node node) => node.Attributes.GetInt("fmod", 0) != 0
        ? WholeDivision.Truncated(builder, node).Remainder
        : WholeDivision.FloorRemainder(builder, node);
}
