namespace LionMl;

/// <summary>The range that every value of every input lies in.</summary>
/// <param name="Low">The lowest value.</param>
/// <param name="High">The highest value, above <paramref name="Low"/>.</param>
public readonly record struct InputRange(double Low, double High);
