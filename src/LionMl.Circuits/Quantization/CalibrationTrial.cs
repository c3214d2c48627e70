namespace LionMl.Circuits;

/// <summary>One combination of scales that the search tried.</summary>
/// <param name="InputBits">Bits of each input element.</param>
/// <param name="WeightBits">Bits of the largest weight of each layer.</param>
/// <param name="ActivationBits">Bits of the largest activation behind each layer.</param>
/// <param name="Adjustments">Layers with other bits than these, or empty.</param>
/// <param name="Constraints">The estimated number of constraints; 0 if it failed.</param>
/// <param name="NonZeros">The estimated number of non-zero coefficients of all three matrices; 0 if it failed.</param>
/// <param name="Fidelity">The error on the calibration samples; null if it failed.</param>
/// <param name="Failure">Why it failed, or null.</param>
/// <param name="Verdict">Why it was taken or not.</param>
public sealed record CalibrationTrial(
    int InputBits,
    int WeightBits,
    int ActivationBits,
    string Adjustments,
    long Constraints,
    long NonZeros,
    FidelityReport? Fidelity,
    string? Failure,
    string Verdict);
