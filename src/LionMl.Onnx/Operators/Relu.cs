using System.Numerics.Tensors;

namespace LionMl.Onnx.Operators;

/// <summary>The larger of each element and zero.</summary>
internal sealed class Relu() : UnaryOperator("Relu")
{
    protected override bool TakesIntegers => true;

    protected override void Floats(ReadOnlySpan<float> values, Span<float> result, NodeAttributes attributes) =>
        TensorPrimitives.Max(values, 0f, result);

    protected override long Integer(long value, NodeAttributes attributes) => Math.Max(value, 0);
}
