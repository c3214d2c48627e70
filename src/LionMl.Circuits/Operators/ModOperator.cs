using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>Mod: the remainder with the divisor's sign, or with fmod that of what is divided.</summary>
internal sealed class ModOperator : IOperator
{
    public string OpType => "Mod";

    public Operand Quantize(IntegerBuilder builder, Node node) => node.Attributes.GetInt("fmod", 0) != 0
        ? WholeDivision.Truncated(builder, node).Remainder
        : WholeDivision.FloorRemainder(builder, node);
}
