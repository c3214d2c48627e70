namespace LionMl.Onnx.Kernels;

/// <summary>Functions that the runtime's library lacks.</summary>
internal static class SpecialFunctions
{
    // Beyond this the function is 1 in 64 bits.
    private const double Saturation = 6;

    // Up to here the series needs few terms; beyond, the continued fraction of the complement does.
    private const double SeriesLimit = 2.5;

    /// <summary>The error function 2/√π · ∫₀ˣ e^(−t²) dt, to within a few units of 1e-15.</summary>
    public static double Erf(double x)
    {
        double size = Math.Abs(x);
        if (double.IsNaN(x))
        {
            return x;
        }

        double value = size >= Saturation ? 1 : size < SeriesLimit ? Series(size) : 1 - Complement(size);
        return x < 0 ? -value : value;
    }

    // 2/√π · e^(−x²) · Σ 2ⁿ x^(2n+1) / (1·3·5···(2n+1)); every term is positive, so nothing cancels.
    private static double Series(double x)
    {
        double term = x;
        double sum = x;
        for (int n = 1; term > sum * 1e-17; n++)
        {
            term *= 2 * x * x / ((2 * n) + 1);
            sum += term;
        }

        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }

    // e^(−x²)/√π · 1/(x + (1/2)/(x + (2/2)/(x + (3/2)/(x + …)))), evaluated from the inside.
    private static double Complement(double x)
    {
        double fraction = x;
        for (int n = 60; n >= 1; n--)
        {
            fraction = x + (n / 2.0 / fraction);
        }

        return Math.Exp(-x * x) / Math.Sqrt(Math.PI) / fraction;
    }
}
