using System.Numerics.Tensors;

namespace LionMl.Onnx.Operators;

/// <summary>Sum of squares along axes.</summary>
internal sealed class ReduceSumSquare() : ReduceOperator("ReduceSumSquare")
{
    protected override double Reduce(ReadOnlySpan<double> elements) => TensorPrimitives.SumOfSquares(elements);

    protected override long Reduce(ReadOnlySpan<long> elements, bool unsigned)
    {
        long result = 0;
        foreach (long element in elements)
        {
            result = unchecked(result + (element * element));
        }

        return result;
    }
}
