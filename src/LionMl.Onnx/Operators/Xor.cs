namespace LionMl.Onnx.Operators;

/// <summary>Whether just one of the elements is true.</summary>
internal sealed class Xor() : LogicOperator("Xor")
{
    protected override bool Combine(bool left, bool right) => left ^ right;
}
