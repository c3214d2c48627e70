using System.Numerics.Tensors;

namespace LionMl.Onnx.Operators;

/// <summary>The largest element along axes.</summary>
internal sealed class ReduceMax() : ReduceOperator("ReduceMax")
{
    protected override double Reduce(ReadOnlySpan<double> elements) =>
        elements.IsEmpty ? double.NegativeInfinity : TensorPrimitives.Max(elements);
}
