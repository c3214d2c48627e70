namespace LionMl.Onnx.Kernels;

/// <summary>Mean and variance in 64 bits.</summary>
internal static class Statistics
{
    /// <summary>The mean and the mean square distance from it; not a number for no elements.</summary>
    public static (double Mean, double Variance) Of(ReadOnlySpan<float> values)
    {
        double sum = 0;
        foreach (float value in values)
        {
            sum += value;
        }

        double mean = sum / values.Length;
        double squares = 0;
        foreach (float value in values)
        {
            squares += (value - mean) * (value - mean);
        }

        return (mean, squares / values.Length);
    }
}
