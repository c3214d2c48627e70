using System.Collections.Immutable;
using LionMl.Onnx;

namespace LionMl.Interactive.Charts;

/// <summary>
/// A chart: immutable, shown by evaluating it in a cell. Every method returns a new chart, e.g.
/// <c>Chart.Line("proof size", x: "layers", y: "bytes").Add("Varuna V3", (1, 957), (2, 957))</c>.
/// </summary>
[TypeFormatterSource("LionMl.Interactive.Charts.ChartFormatterSource, LionMl.Interactive")]
public sealed partial record Chart
{
    private Chart(ChartKind kind, string title, ChartAxis x, ChartAxis y)
    {
        ArgumentNullException.ThrowIfNull(title);
        Kind = kind;
        Title = title;
        X = x;
        Y = y;
    }

    /// <summary>How series are drawn.</summary>
    public ChartKind Kind { get; }

    /// <summary>The heading.</summary>
    public string Title { get; }

    /// <summary>The axis of places, or of categories.</summary>
    public ChartAxis X { get; private init; }

    /// <summary>The axis of values.</summary>
    public ChartAxis Y { get; private init; }

    /// <summary>The second axis of values, or null.</summary>
    public ChartAxis? Right { get; private init; }

    /// <summary>The names of the groups in a chart of bars; empty in others.</summary>
    public ImmutableArray<string> Categories { get; private init; } = [];

    /// <summary>Whether the bars of a group stand on one another.</summary>
    public bool IsStacked { get; private init; }

    /// <summary>The series in the order in which they were added.</summary>
    public ImmutableArray<ChartSeries> Series { get; private init; } = [];

    /// <summary>A chart of lines.</summary>
    /// <param name="title">The heading.</param>
    /// <param name="x">What the horizontal axis measures.</param>
    /// <param name="y">What the vertical axis measures.</param>
    /// <param name="xUnit">The horizontal axis' unit.</param>
    /// <param name="yUnit">The vertical axis' unit.</param>
    public static Chart Line(string title, string x, string y, string xUnit = "", string yUnit = "") =>
        new(ChartKind.Line, title, Axis(x, xUnit), Axis(y, yUnit));

    /// <summary>A chart of points that nothing joins.</summary>
    /// <param name="title">The heading.</param>
    /// <param name="x">What the horizontal axis measures.</param>
    /// <param name="y">What the vertical axis measures.</param>
    /// <param name="xUnit">The horizontal axis' unit.</param>
    /// <param name="yUnit">The vertical axis' unit.</param>
    public static Chart Points(string title, string x, string y, string xUnit = "", string yUnit = "") =>
        new(ChartKind.Points, title, Axis(x, xUnit), Axis(y, yUnit));

    /// <summary>A chart of bars, one below the other, so that names of any length have their place.</summary>
    /// <param name="title">The heading.</param>
    /// <param name="x">What the categories are.</param>
    /// <param name="y">What the bars' lengths measure.</param>
    /// <param name="categories">The names of the groups, in order.</param>
    /// <param name="yUnit">The lengths' unit.</param>
    public static Chart Bars(string title, string x, string y, IEnumerable<string> categories, string yUnit = "")
    {
        ArgumentNullException.ThrowIfNull(categories);
        return new Chart(ChartKind.Bars, title, Axis(x, ""), Axis(y, yUnit)) { Categories = [.. categories.Select(name => name ?? "")] };
    }

    /// <summary>The same chart with a horizontal axis on which equal distances are equal factors.</summary>
    /// <exception cref="InvalidOperationException">A chart of bars has categories there.</exception>
    public Chart LogX() => Kind == ChartKind.Bars
        ? throw new InvalidOperationException("The categories of bars have no logarithm; LogY() concerns their lengths.")
        : this with { X = X with { IsLog = true } };

    /// <summary>The same chart with a vertical axis (of bars: lengths) on which equal distances are equal factors.</summary>
    public Chart LogY() => this with { Y = Y with { IsLog = true } };

    /// <summary>The same chart with the bars of a group on one another.</summary>
    /// <exception cref="InvalidOperationException">Only bars can be stacked.</exception>
    public Chart Stacked() => Kind == ChartKind.Bars
        ? this with { IsStacked = true }
        : throw new InvalidOperationException("Only bars can be stacked.");

    /// <summary>The same chart with the series that was added last measured by a second vertical axis, at the right.</summary>
    /// <param name="label">What that axis measures.</param>
    /// <param name="unit">Its unit.</param>
    /// <exception cref="InvalidOperationException">There is no series yet, or the chart is one of bars.</exception>
    public Chart OnRight(string label, string unit = "") => Kind == ChartKind.Bars || Series.IsEmpty
        ? throw new InvalidOperationException("OnRight follows Add, in a chart of lines or points.")
        : this with { Right = Axis(label, unit), Series = Series.SetItem(Series.Length - 1, Series[^1] with { IsOnRight = true }) };

    /// <summary>Title and size, for messages.</summary>
    public override string ToString() => $"{Kind} chart '{Title}' with {Series.Length} series";

    private static ChartAxis Axis(string label, string unit)
    {
        ArgumentNullException.ThrowIfNull(label);
        ArgumentNullException.ThrowIfNull(unit);
        return new ChartAxis(label, unit);
    }
}
