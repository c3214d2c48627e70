namespace LionMl.Onnx.Operators;

/// <summary>Whether each element of the first tensor is equal to that of the second.</summary>
internal sealed class Equal() : ComparisonOperator("Equal")
{
    protected override bool Floats(float left, float right) => left == right;

    protected override bool Integers(long left, long right) => left == right;

    protected override bool TakesBooleans => true;

    protected override bool Booleans(bool left, bool right) => left == right;
}
