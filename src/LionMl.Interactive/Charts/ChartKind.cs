namespace LionMl.Interactive.Charts;

/// <summary>How a chart draws its series.</summary>
public enum ChartKind
{
    /// <summary>Marked points, joined in their order.</summary>
    Line,

    /// <summary>Points alone.</summary>
    Points,

    /// <summary>Bars, one group for each category.</summary>
    Bars,
}
