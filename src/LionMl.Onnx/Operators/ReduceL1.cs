using System.Numerics.Tensors;

namespace LionMl.Onnx.Operators;

/// <summary>Sum of absolute values along axes.</summary>
internal sealed class ReduceL1() : ReduceOperator("ReduceL1")
{
    protected override double Reduce(ReadOnlySpan<double> elements) => TensorPrimitives.SumOfMagnitudes(elements);

    protected override long Reduce(ReadOnlySpan<long> elements, bool unsigned)
    {
        long result = 0;
        foreach (long element in elements)
        {
            result = unchecked(result + (element < 0 && !unsigned ? -element : element));
        }

        return result;
    }
}
