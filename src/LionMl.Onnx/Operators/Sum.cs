using System.Numerics.Tensors;

namespace LionMl.Onnx.Operators;

/// <summary>Sum of any number of tensors.</summary>
internal sealed class Sum() : VariadicOperator("Sum")
{
    protected override void Floats(ReadOnlySpan<float> left, ReadOnlySpan<float> right, Span<float> result) =>
        TensorPrimitives.Add(left, right, result);

    protected override void Integers(ReadOnlySpan<long> left, ReadOnlySpan<long> right, Span<long> result, bool unsigned) =>
        TensorPrimitives.Add(left, right, result);
}
