using System.Numerics.Tensors;

namespace LionMl.Onnx.Operators;

/// <summary>Logarithm of the sum of exponentials along axes; the largest element is taken out first, so that nothing overflows.</summary>
internal sealed class ReduceLogSumExp() : ReduceOperator("ReduceLogSumExp")
{
    protected override double Reduce(ReadOnlySpan<double> elements)
    {
        if (elements.IsEmpty)
        {
            return double.NegativeInfinity;
        }

        double largest = TensorPrimitives.Max(elements);
        double sum = 0;
        foreach (double element in elements)
        {
            sum += Math.Exp(element - largest);
        }

        return largest + Math.Log(sum);
    }
}
