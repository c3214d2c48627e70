namespace LionMl.Onnx.Operators;

/// <summary>The position of the largest element along an axis.</summary>
internal sealed class ArgMax() : ArgOperator("ArgMax")
{
    protected override bool IsBetter<T>(T candidate, T best) => candidate > best;
}
