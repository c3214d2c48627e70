using System.Numerics.Tensors;

namespace LionMl.Onnx.Operators;

/// <summary>Sum of two tensors.</summary>
internal sealed class Add() : BinaryOperator("Add")
{
    protected override void Floats(ReadOnlySpan<float> left, ReadOnlySpan<float> right, Span<float> result) =>
        TensorPrimitives.Add(left, right, result);

    protected override void Integers(ReadOnlySpan<long> left, ReadOnlySpan<long> right, Span<long> result, bool unsigned) =>
        TensorPrimitives.Add(left, right, result);
}
