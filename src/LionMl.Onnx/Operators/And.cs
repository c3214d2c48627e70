namespace LionMl.Onnx.Operators;

/// <summary>Whether both elements are true.</summary>
internal sealed class And() : LogicOperator("And")
{
    protected override bool Combine(bool left, bool right) => left & right;
}
