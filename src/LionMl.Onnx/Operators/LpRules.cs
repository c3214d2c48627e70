using LionMl.Onnx.Reading;

namespace LionMl.Onnx.Operators;

/// <summary>The norm (Σ |x|ᵖ)^(1/p) of several operators.</summary>
internal static class LpRules
{
    /// <summary>The exponent p of a node, 2 where none is given.</summary>
    /// <exception cref="NodeProblemException">It is not positive.</exception>
    public static long Exponent(NodeAttributes attributes)
    {
        long p = attributes.GetInt("p", 2);
        return p >= 1 ? p : throw new NodeProblemException($"its p is {p}; it must be at least 1");
    }

    /// <summary>|x|ᵖ, exact for the usual exponents.</summary>
    public static double Power(double x, long p) => p switch
    {
        1 => Math.Abs(x),
        2 => x * x,
        _ => Math.Pow(Math.Abs(x), p),
    };

    /// <summary>The p-th root of a sum of powers.</summary>
    public static double Root(double sum, long p) => p switch
    {
        1 => sum,
        2 => Math.Sqrt(sum),
        _ => Math.Pow(sum, 1.0 / p),
    };
}
