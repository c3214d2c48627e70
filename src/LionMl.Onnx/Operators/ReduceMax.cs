using System.Numerics.Tensors;

namespace LionMl.Onnx.Operators;

/// <summary>The largest element along axes.</summary>
internal sealed class ReduceMax() : ReduceOperator("ReduceMax")
{
    protected override bool TakesBooleans => true;

    protected override double Reduce(ReadOnlySpan<double> elements) =>
        elements.IsEmpty ? double.NegativeInfinity : TensorPrimitives.Max(elements);

    protected override long Reduce(ReadOnlySpan<long> elements, bool unsigned)
    {
        long result = unsigned ? 0 : long.MinValue;
        foreach (long element in elements)
        {
            result = unsigned ? (long)Math.Max((ulong)result, (ulong)element) : Math.Max(result, element);
        }

        return result;
    }
}
