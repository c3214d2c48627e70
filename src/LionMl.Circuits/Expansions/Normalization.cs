using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>
/// What layer, instance and group normalisation share: (x − mean) / √(variance + ε) over some axes. Written with n·x − Σx in the place of
/// x − mean, which is exact in integers; the factor n cancels.
/// </summary>
internal static class Normalization
{
    /// <summary>Writes the normalised tensor.</summary>
    /// <param name="expander">Receives the nodes.</param>
    /// <param name="input">The tensor.</param>
    /// <param name="axes">The axes over which it is normalised.</param>
    /// <param name="count">The elements along these axes together.</param>
    /// <param name="epsilon">What is added to the variance.</param>
    /// <returns>The normalised tensor, Σx, and n times the deviation.</returns>
    public static (string Normalized, string Sum, string Deviation) Write(
        Expander expander, string input, long[] axes, int count, double epsilon)
    {
        string over = expander.Vector(axes);
        string sum = expander.Node("ReduceSum", [input, over]);
        string distance = expander.Node("Sub", [expander.Node("Mul", [input, expander.Scalar(count)]), sum]);
        string squares = expander.Node("ReduceSum", [expander.Node("Mul", [distance, distance]), over]);
        string variance = expander.Node("Mul", [squares, expander.Scalar(1.0 / count)]);
        string padded = epsilon == 0 ? variance : expander.Node("Add", [variance, expander.Scalar(epsilon * count * count)]);
        string deviation = expander.Node("Sqrt", [padded]);
        return (expander.Node("Div", [distance, deviation]), sum, deviation);
    }

    /// <summary>Defines an output as tensor · scale + shift; either may be absent.</summary>
    public static void Finish(Expander expander, string output, string tensor, string? scale, string? shift)
    {
        if (scale is not null && shift is not null)
        {
            expander.Define(output, "Add", [expander.Node("Mul", [tensor, scale]), shift]);
        }
        else if (scale is not null || shift is not null)
        {
            expander.Define(output, scale is not null ? "Mul" : "Add", [tensor, scale ?? shift!]);
        }
        else
        {
            expander.Define(output, "Identity", [tensor]);
        }
    }
}
