using System.Numerics.Tensors;

namespace LionMl.Onnx.Operators;

/// <summary>Difference of two tensors.</summary>
internal sealed class Sub() : BinaryOperator("Sub")
{
    protected override void Floats(ReadOnlySpan<float> left, ReadOnlySpan<float> right, Span<float> result) =>
        TensorPrimitives.Subtract(left, right, result);

    protected override void Integers(ReadOnlySpan<long> left, ReadOnlySpan<long> right, Span<long> result, bool unsigned) =>
        TensorPrimitives.Subtract(left, right, result);
}
