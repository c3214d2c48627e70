using System.Collections.Immutable;

namespace LionMl.Results;

/// <summary>One combination of a sweep.</summary>
/// <param name="Label">The model.</param>
/// <param name="Values">What was set and what was measured, by column; a step that was not reached has no value.</param>
/// <param name="Failure">Why it did not come to a verified proof; null when it did.</param>
public sealed record SweepRow(string Label, ImmutableDictionary<string, double> Values, string? Failure);
