using System.Numerics.Tensors;

namespace LionMl.Onnx.Operators;

/// <summary>The smallest of the elements at each place of any number of tensors.</summary>
internal sealed class Min() : VariadicOperator("Min")
{
    protected override void Floats(ReadOnlySpan<float> left, ReadOnlySpan<float> right, Span<float> result) =>
        TensorPrimitives.Min(left, right, result);

    protected override void Integers(ReadOnlySpan<long> left, ReadOnlySpan<long> right, Span<long> result, bool unsigned)
    {
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = unsigned ? (long)Math.Min((ulong)left[i], (ulong)right[i]) : Math.Min(left[i], right[i]);
        }
    }
}
