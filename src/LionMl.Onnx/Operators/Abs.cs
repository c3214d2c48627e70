using System.Numerics.Tensors;

namespace LionMl.Onnx.Operators;

/// <summary>Absolute value.</summary>
internal sealed class Abs() : UnaryOperator("Abs")
{
    protected override bool TakesIntegers => true;

    protected override void Floats(ReadOnlySpan<float> values, Span<float> result, NodeAttributes attributes) =>
        TensorPrimitives.Abs(values, result);

    protected override long Integer(long value, NodeAttributes attributes) => value < 0 ? unchecked(-value) : value;
}
