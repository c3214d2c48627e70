namespace LionMl.Interactive.Charts;

/// <summary>One measurement.</summary>
/// <param name="X">The place; the category's index in a chart of bars.</param>
/// <param name="Y">The value; NaN where there is none, which interrupts a line.</param>
public readonly record struct ChartPoint(double X, double Y);
