using System.Collections.Immutable;
using LionMl.Results;

namespace LionMl.Interactive.Charts;

/// <summary>Charts of a sweep: any of its columns against any other.</summary>
public static class SweepPlots
{
    /// <summary>Plots columns against another, a line each; rows that have no value are left out.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="x">The column of the horizontal axis, e.g. <c>layers</c>.</param>
    /// <param name="ys">The columns to plot, e.g. <c>proofBytes</c>; they share an axis.</param>
    /// <exception cref="LionException">No row has such a column, or no column to plot is named.</exception>
    public static Chart Plot(this SweepResult sweep, string x, params ReadOnlySpan<string> ys)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        if (ys.IsEmpty)
        {
            throw new LionException(FailureKind.BadInput, $"Name the columns to plot against '{x}'; there are {string.Join(", ", sweep.Columns)}.");
        }

        string[] names = ys.ToArray();
        (string label, string unit) = Words(x);
        (string Label, string Unit)[] words = [.. names.Select(Words)];
        string sharedUnit = words.Select(one => one.Unit).Distinct().Count() == 1 ? words[0].Unit : string.Empty;
        string y = words.Length == 1 ? words[0].Label : sharedUnit.Length > 0 ? Quantity(sharedUnit) : "count";
        Chart chart = Chart.Line($"{string.Join(", ", words.Select(one => one.Label))} against {label}", label, y, unit, sharedUnit);
        return names.Zip(words).Aggregate(chart, (all, one) => all.Add(one.Second.Label, Points(sweep, x, one.First, sweep.Rows)));
    }

    /// <summary>Plots one column against another, a line for each value of a third.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="x">The column of the horizontal axis.</param>
    /// <param name="y">The column to plot.</param>
    /// <param name="by">The column that tells the lines apart, or <c>model</c>.</param>
    /// <exception cref="LionException">No row has such a column.</exception>
    public static Chart PlotBy(this SweepResult sweep, string x, string y, string by)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        ArgumentNullException.ThrowIfNull(by);
        if (by != "model")
        {
            _ = sweep.Column(by);
        }

        (string label, string unit) = Words(x);
        (string yLabel, string yUnit) = Words(y);
        Chart chart = Chart.Line($"{yLabel} against {label}, by {Words(by).Label}", label, yLabel, unit, yUnit);
        IEnumerable<IGrouping<string, SweepRow>> lines = sweep.Rows.GroupBy(row =>
            by == "model" ? row.Label : $"{Words(by).Label} {row.Values.GetValueOrDefault(by, double.NaN):G6}");
        return lines.Aggregate(chart, (all, line) => all.Add(line.Key, Points(sweep, x, y, [.. line])));
    }

    private static IEnumerable<(double X, double Y)> Points(SweepResult sweep, string x, string y, ImmutableArray<SweepRow> rows)
    {
        // Looks the names up, so that a wrong one is told with those that exist.
        _ = sweep.Column(x);
        _ = sweep.Column(y);
        return rows
            .Where(row => row.Values.ContainsKey(x) && row.Values.ContainsKey(y))
            .Select(row => (row.Values[x], row.Values[y]))
            .OrderBy(point => point.Item1);
    }

    /// <summary>A column's name in words, and its unit where the name ends in one.</summary>
    private static (string Label, string Unit) Words(string column)
    {
        foreach ((string ending, string unit) in (ReadOnlySpan<(string, string)>)[("Seconds", "s"), ("Bytes", "B")])
        {
            if (column.Length > ending.Length && column.EndsWith(ending, StringComparison.Ordinal))
            {
                return (Split(column[..^ending.Length]), unit);
            }
        }

        return (Split(column), string.Empty);
    }

    private static string Split(string camel) =>
        string.Concat(camel.Select((c, i) => i > 0 && char.IsUpper(c) && !char.IsUpper(camel[i - 1]) ? $" {char.ToLowerInvariant(c)}" : $"{c}"));

    private static string Quantity(string unit) => unit == "s" ? "time" : "size";
}
