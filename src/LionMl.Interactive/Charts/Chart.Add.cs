using System.Collections.Immutable;
using System.Numerics;

namespace LionMl.Interactive.Charts;

/// <content>Adding series.</content>
public sealed partial record Chart
{
    /// <summary>Adds a series of points, e.g. <c>Add("V3", (1, 0.7), (2, 0.9))</c>.</summary>
    /// <param name="name">The name in the legend.</param>
    /// <param name="points">Places and values.</param>
    public Chart Add(string name, params ReadOnlySpan<(double X, double Y)> points)
    {
        var list = ImmutableArray.CreateBuilder<ChartPoint>(points.Length);
        foreach ((double x, double y) in points)
        {
            list.Add(new ChartPoint(x, y));
        }

        return AddSeries(name, list.DrainToImmutable());
    }

    /// <summary>Adds a series of points of any numbers.</summary>
    /// <param name="name">The name in the legend.</param>
    /// <param name="points">Places and values.</param>
    public Chart Add<TX, TY>(string name, IEnumerable<(TX X, TY Y)> points)
        where TX : INumberBase<TX>
        where TY : INumberBase<TY>
    {
        ArgumentNullException.ThrowIfNull(points);
        return AddSeries(
            name, [.. points.Select(point => new ChartPoint(double.CreateSaturating(point.X), double.CreateSaturating(point.Y)))]);
    }

    /// <summary>
    /// Adds a series of points that are read off items, e.g. <c>Add("V3", runs, run => run.Layers, run => run.Seconds)</c>.
    /// </summary>
    /// <param name="name">The name in the legend.</param>
    /// <param name="items">The items.</param>
    /// <param name="x">An item's place.</param>
    /// <param name="y">An item's value.</param>
    public Chart Add<T>(string name, IEnumerable<T> items, Func<T, double> x, Func<T, double> y)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        return AddSeries(name, [.. items.Select(item => new ChartPoint(x(item), y(item)))]);
    }

    /// <summary>Adds values: one for each category of bars; in other charts their places are 0, 1, 2, …</summary>
    /// <param name="name">The name in the legend.</param>
    /// <param name="values">The values.</param>
    public Chart Add<T>(string name, IEnumerable<T> values)
        where T : INumberBase<T>
    {
        ArgumentNullException.ThrowIfNull(values);
        return AddSeries(name, [.. values.Select((value, index) => new ChartPoint(index, double.CreateSaturating(value)))]);
    }

    /// <summary>Adds values, e.g. <c>Add("constraints", 512, 1024, 96)</c>.</summary>
    /// <param name="name">The name in the legend.</param>
    /// <param name="values">One for each category of bars; in other charts their places are 0, 1, 2, …</param>
    public Chart Add(string name, params ReadOnlySpan<double> values) => Add<double>(name, values.ToArray());

    private Chart AddSeries(string name, ImmutableArray<ChartPoint> points)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (Kind == ChartKind.Bars && points.Length > Categories.Length)
        {
            throw new ArgumentException(
                $"'{name}' has {points.Length} values for {Categories.Length} categories.", nameof(points));
        }

        return this with { Series = Series.Add(new ChartSeries(name, points)) };
    }
}
