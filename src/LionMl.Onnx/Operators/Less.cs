namespace LionMl.Onnx.Operators;

/// <summary>Whether each element of the first tensor is smaller than that of the second.</summary>
internal sealed class Less() : ComparisonOperator("Less")
{
    protected override bool Floats(float left, float right) => left < right;

    protected override bool Integers(long left, long right) => left < right;
}
