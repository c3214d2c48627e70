using System.Numerics.Tensors;

namespace LionMl.Onnx.Operators;

/// <summary>Root of the sum of squares along axes.</summary>
internal sealed class ReduceL2() : ReduceOperator("ReduceL2")
{
    protected override double Reduce(ReadOnlySpan<double> elements) => Math.Sqrt(TensorPrimitives.SumOfSquares(elements));
}
