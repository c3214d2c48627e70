namespace LionMl;

/// <summary>Where a long step stands.</summary>
/// <param name="Phase">The phase in plain words, e.g. "committing to the witness".</param>
/// <param name="Fraction">How much of this phase is done, from 0 to 1.</param>
public readonly record struct LionProgress(string Phase, double Fraction);
