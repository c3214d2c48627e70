namespace LionMl.Varuna;

/// <summary>How far a setup or a proof has come.</summary>
/// <param name="Phase">What is being computed, for display.</param>
/// <param name="Fraction">The share of the total work that is done, 0 to 1, never decreasing.</param>
public readonly record struct VarunaProgress(string Phase, double Fraction);
