using System.Numerics.Tensors;

namespace LionMl.Onnx.Operators;

/// <summary>Change of sign.</summary>
internal sealed class Neg() : UnaryOperator("Neg")
{
    protected override bool TakesIntegers => true;

    protected override void Floats(ReadOnlySpan<float> values, Span<float> result, NodeAttributes attributes) =>
        TensorPrimitives.Negate(values, result);

    protected override long Integer(long value, NodeAttributes attributes) => unchecked(-value);
}
