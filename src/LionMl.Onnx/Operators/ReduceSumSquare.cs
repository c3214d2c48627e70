using System.Numerics.Tensors;

namespace LionMl.Onnx.Operators;

/// <summary>Sum of squares along axes.</summary>
internal sealed class ReduceSumSquare() : ReduceOperator("ReduceSumSquare")
{
    protected override double Reduce(ReadOnlySpan<double> elements) => TensorPrimitives.SumOfSquares(elements);
}
