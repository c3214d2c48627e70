using System.Numerics.Tensors;

namespace LionMl.Onnx.Operators;

/// <summary>The largest of the elements at each place of any number of tensors.</summary>
internal sealed class Max() : VariadicOperator("Max")
{
    protected override void Floats(ReadOnlySpan<float> left, ReadOnlySpan<float> right, Span<float> result) =>
        TensorPrimitives.Max(left, right, result);

    protected override void Integers(ReadOnlySpan<long> left, ReadOnlySpan<long> right, Span<long> result, bool unsigned)
    {
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = unsigned ? (long)Math.Max((ulong)left[i], (ulong)right[i]) : Math.Max(left[i], right[i]);
        }
    }
}
