using System.Numerics.Tensors;

namespace LionMl.Onnx.Operators;

/// <summary>Element-wise product of two tensors.</summary>
internal sealed class Mul() : BinaryOperator("Mul")
{
    protected override void Floats(ReadOnlySpan<float> left, ReadOnlySpan<float> right, Span<float> result) =>
        TensorPrimitives.Multiply(left, right, result);

    protected override void Integers(ReadOnlySpan<long> left, ReadOnlySpan<long> right, Span<long> result, bool unsigned) =>
        TensorPrimitives.Multiply(left, right, result);
}
