namespace LionMl.Onnx.Operators;

/// <summary>The position of the smallest element along an axis.</summary>
internal sealed class ArgMin() : ArgOperator("ArgMin")
{
    protected override bool IsBetter<T>(T candidate, T best) => candidate < best;
}
