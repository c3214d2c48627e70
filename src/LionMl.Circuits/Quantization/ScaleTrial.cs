namespace LionMl.Circuits;

/// <summary>The outcome of one combination of scales.</summary>
/// <param name="Plan">The combination.</param>
/// <param name="Graph">The graph with its widths set; null if it failed.</param>
/// <param name="Cost">What it will cost.</param>
/// <param name="Fidelity">The error on the samples that were run.</param>
/// <param name="Failure">Why it failed, or null.</param>
internal sealed record ScaleTrial(ScalePlan Plan, QuantizedGraph? Graph, RoughCost Cost, FidelityReport? Fidelity, string? Failure)
{
    // More is spent only on an error that really shrinks.
    private const double WorthTheBits = 0.98;

    /// <summary>Whether this is to be preferred to another: within the bound on the error, then cheaper, then more accurate.</summary>
    /// <param name="other">The other; null for none.</param>
    /// <param name="bound">The bound on the relative error.</param>
    /// <param name="shrinking">Count every row, not only whole powers of two: that leads from one power of two to the next smaller
    /// one.</param>
    public bool IsBetterThan(ScaleTrial? other, double bound, bool shrinking = false)
    {
        if (Graph is null || other?.Graph is null)
        {
            return Graph is not null && other?.Graph is null;
        }

        double error = Fidelity!.RelativeError, otherError = other.Fidelity!.RelativeError;
        bool meets = error <= bound, otherMeets = otherError <= bound;
        if (meets != otherMeets)
        {
            return meets;
        }

        if (!meets)
        {
            return error < otherError * WorthTheBits || (error <= otherError && Cost.Weight < other.Cost.Weight);
        }

        if (shrinking)
        {
            return Cost.Weight < other.Cost.Weight;
        }

        return Cost.ProverPoints != other.Cost.ProverPoints
            ? Cost.ProverPoints < other.Cost.ProverPoints
            : error < otherError * WorthTheBits;
    }

    public CalibrationTrial Describe(bool chosen, double bound)
    {
        string verdict = Failure is not null ? "failed"
            : chosen ? "chosen"
            : Fidelity!.RelativeError > bound ? $"error above {bound:0.0%}"
            : "not cheaper, or less accurate at the same cost";
        return new CalibrationTrial(
            Plan.InputBits,
            Plan.WeightBits,
            Plan.ActivationBits,
            Plan.Describe(),
            Failure is null ? Cost.Constraints : 0,
            Failure is null ? Cost.NonZeros : 0,
            Fidelity,
            Failure,
            verdict);
    }
}
