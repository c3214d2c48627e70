namespace LionMl.Interactive.Charts;

/// <summary>An axis.</summary>
/// <param name="Label">What it measures.</param>
/// <param name="Unit">In which unit; empty for none.</param>
/// <param name="IsLog">Whether equal distances are equal factors; numbers that are not positive are then left out.</param>
public sealed record ChartAxis(string Label, string Unit = "", bool IsLog = false)
{
    /// <summary>Label and unit, e.g. <c>time (s)</c>.</summary>
    public string Title => Unit.Length == 0 ? Label : $"{Label} ({Unit})";
}
