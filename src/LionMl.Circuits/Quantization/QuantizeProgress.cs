namespace LionMl.Circuits;

/// <summary>How far the search for scales is.</summary>
/// <param name="Phase">What is being done, for the user.</param>
/// <param name="Fraction">In [0, 1].</param>
public readonly record struct QuantizeProgress(string Phase, double Fraction);
