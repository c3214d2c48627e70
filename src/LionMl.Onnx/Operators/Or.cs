namespace LionMl.Onnx.Operators;

/// <summary>Whether one of the elements (or both) is true.</summary>
internal sealed class Or() : LogicOperator("Or")
{
    protected override bool Combine(bool left, bool right) => left | right;
}
