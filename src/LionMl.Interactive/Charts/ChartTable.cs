using System.Collections.Immutable;
using System.Globalization;
using LionMl.Interactive.Formatting;
using LionMl.Results;

namespace LionMl.Interactive.Charts;

/// <summary>A chart's data as a table.</summary>
internal static class ChartTable
{
    private const int MaxRows = 200;
    private const int MaxSeries = 40;

    /// <summary>One row for each place and one column for each series; where a series has a place twice, one row for each point.</summary>
    public static ReportSection Of(Chart chart)
    {
        ChartSeries[] series = [.. chart.Series.Take(MaxSeries)];
        if (chart.Kind == ChartKind.Bars)
        {
            return Section(
                chart,
                [chart.X.Label, .. series.Select(one => one.Name)],
                [.. Enumerable.Range(1, series.Length)],
                chart.Categories.Select((name, i) => (ImmutableArray<string>)
                    [name, .. series.Select(one => Exact(BarSvg.ValueOf(one, i)))]),
                chart.Categories.Length);
        }

        if (series.Any(one => one.Points.Select(point => point.X).Distinct().Count() < one.Points.Length))
        {
            return Section(
                chart,
                [chart.X.Title, chart.Y.Title, "series"],
                [0, 1],
                series.SelectMany(one => one.Points.Select(point => (ImmutableArray<string>)[Exact(point.X), Exact(point.Y), one.Name])),
                series.Sum(one => one.Points.Length));
        }

        double[] places = [.. series.SelectMany(one => one.Points).Select(point => point.X).Distinct().Order()];
        Dictionary<double, double>[] values = [.. series.Select(one => one.Points.ToDictionary(point => point.X, point => point.Y))];
        return Section(
            chart,
            [chart.X.Title, .. series.Select(one => one.Name)],
            [.. Enumerable.Range(0, series.Length + 1)],
            places.Select(x => (ImmutableArray<string>)
                [Exact(x), .. values.Select(one => one.TryGetValue(x, out double y) ? Exact(y) : "")]),
            places.Length);
    }

    private static ReportSection Section(
        Chart chart, ImmutableArray<string> columns, ImmutableArray<int> numberColumns, IEnumerable<ImmutableArray<string>> rows, int count)
    {
        string title = chart.Title.Length == 0 ? "chart" : chart.Title;
        return new ReportSection(
            count > MaxRows ? $"{title} (the first {MaxRows} of {Units.Count(count)} rows)" : title,
            columns,
            [.. rows.Take(MaxRows)])
        {
            NumberColumns = numberColumns,
        };
    }

    private static string Exact(double value) => !double.IsFinite(value)
        ? NumberText.Short(value)
        : value == Math.Floor(value) && Math.Abs(value) < 1e15
            ? value.ToString("#,##0", CultureInfo.InvariantCulture)
            : value.ToString("G7", CultureInfo.InvariantCulture);
}
