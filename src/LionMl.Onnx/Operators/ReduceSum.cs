using System.Numerics.Tensors;

namespace LionMl.Onnx.Operators;

/// <summary>Sum along axes.</summary>
internal sealed class ReduceSum() : ReduceOperator("ReduceSum")
{
    protected override bool TakesAxesAsInput => true;

    protected override double Reduce(ReadOnlySpan<double> elements) => TensorPrimitives.Sum(elements);

    protected override long Reduce(ReadOnlySpan<long> elements, bool unsigned)
    {
        long result = 0;
        foreach (long element in elements)
        {
            result = unchecked(result + element);
        }

        return result;
    }
}
