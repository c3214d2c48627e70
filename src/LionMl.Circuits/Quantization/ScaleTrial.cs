namespace LionMl.Circuits;

/// <summary>The outcome of one combination of scales.</summary>
/// <param name="Plan">The combination.</param>
/// <param name="Graph">The graph with its widths set; null if it failed.</param>
/// <param name="Cost">What it will cost.</param>
/// <param name="Fidelity">The error on the samples that were run.</param>
/// <param name="Failure">Why it failed, or null.</param>
internal sealed record ScaleTrial(ScalePlan Plan, QuantizedGraph? Graph, RoughCost Cost, FidelityReport? Fidelity, string? Failure)
{
    /// <summary>Whether this is to be preferred to another: within the bound on the error, then cheaper, then more accurate.</summary>
    public bool IsBetterThan(ScaleTrial? other, double bound)
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
            return error < otherError;
        }

        return Cost.ProverPoints != other.Cost.ProverPoints
            ? Cost.ProverPoints < other.Cost.ProverPoints
            : error < otherError;
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
