namespace LionMl.Onnx.Operators;

/// <summary>Whether each element of the first tensor is larger or equal to that of the second.</summary>
internal sealed class GreaterOrEqual() : ComparisonOperator("GreaterOrEqual")
{
    protected override bool Floats(float left, float right) => left >= right;

    protected override bool Integers(long left, long right) => left >= right;
}
