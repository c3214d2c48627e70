using System.Numerics.Tensors;

namespace LionMl.Onnx.Operators;

/// <summary>Logarithm of the sum along axes.</summary>
internal sealed class ReduceLogSum() : ReduceOperator("ReduceLogSum")
{
    protected override double Reduce(ReadOnlySpan<double> elements) => Math.Log(TensorPrimitives.Sum(elements));
}
