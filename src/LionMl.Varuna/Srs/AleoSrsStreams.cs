namespace LionMl.Varuna;

/// <summary>Aleo's parameter files as streams, opened by the caller and read once from the start.</summary>
/// <param name="Powers">powers-of-beta-15, then -16, -17, … without a gap.</param>
/// <param name="ShiftedPowers">shifted-powers-of-beta-15, then -16, … without a gap (each file lies below the one before).</param>
/// <param name="BlindingPowers">powers-of-beta-gamma.</param>
/// <param name="NegativePowers">neg-powers-of-beta.</param>
/// <param name="BetaH">beta-h.</param>
public sealed record AleoSrsStreams(
    IReadOnlyList<Stream> Powers,
    IReadOnlyList<Stream> ShiftedPowers,
    Stream BlindingPowers,
    Stream NegativePowers,
    Stream BetaH);
