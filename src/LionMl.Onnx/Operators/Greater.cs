namespace LionMl.Onnx.Operators;

/// <summary>Whether each element of the first tensor is larger than that of the second.</summary>
internal sealed class Greater() : ComparisonOperator("Greater")
{
    protected override bool Floats(float left, float right) => left > right;

    protected override bool Integers(long left, long right) => left > right;
}
