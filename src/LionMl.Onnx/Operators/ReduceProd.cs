using System.Numerics.Tensors;

namespace LionMl.Onnx.Operators;

/// <summary>Product along axes.</summary>
internal sealed class ReduceProd() : ReduceOperator("ReduceProd")
{
    protected override double Reduce(ReadOnlySpan<double> elements) => elements.IsEmpty ? 1 : TensorPrimitives.Product(elements);

    protected override long Reduce(ReadOnlySpan<long> elements, bool unsigned)
    {
        long result = 1;
        foreach (long element in elements)
        {
            result = unchecked(result * element);
        }

        return result;
    }
}
