using System.Numerics.Tensors;

namespace LionMl.Onnx.Operators;

/// <summary>The smallest element along axes.</summary>
internal sealed class ReduceMin() : ReduceOperator("ReduceMin")
{
    protected override bool TakesBooleans => true;

    protected override double Reduce(ReadOnlySpan<double> elements) =>
        elements.IsEmpty ? double.PositiveInfinity : TensorPrimitives.Min(elements);

    protected override long Reduce(ReadOnlySpan<long> elements, bool unsigned)
    {
        long result = unsigned ? -1 : long.MaxValue;
        foreach (long element in elements)
        {
            result = unsigned ? (long)Math.Min((ulong)result, (ulong)element) : Math.Min(result, element);
        }

        return result;
    }
}
