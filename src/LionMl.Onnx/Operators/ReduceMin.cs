using System.Numerics.Tensors;

namespace LionMl.Onnx.Operators;

/// <summary>The smallest element along axes.</summary>
internal sealed class ReduceMin() : ReduceOperator("ReduceMin")
{
    protected override double Reduce(ReadOnlySpan<double> elements) =>
        elements.IsEmpty ? double.PositiveInfinity : TensorPrimitives.Min(elements);
}
