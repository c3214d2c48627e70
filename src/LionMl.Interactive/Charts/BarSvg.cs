using LionMl.Interactive.Formatting;
using LionMl.Results;

namespace LionMl.Interactive.Charts;

/// <summary>Draws a chart of bars, from left to right, one group below the other.</summary>
internal static class BarSvg
{
    private const int Side = 18;
    private const int MaxCategories = 60;
    private const int MaxSeries = 8;
    private const int ValueRoom = 44;

    public static string Draw(Chart chart)
    {
        var canvas = new SvgCanvas();
        double top = ChartSvg.Head(canvas, chart) + 14;
        int groups = Math.Min(chart.Categories.Length, MaxCategories);
        ChartSeries[] series = [.. chart.Series.Take(MaxSeries)];
        double thick = chart.IsStacked || series.Length == 1 ? 16 : Math.Max(6, 12 - series.Length), space = 9;
        double group = chart.IsStacked ? thick : thick * Math.Max(1, series.Length);
        double bottom = top + Math.Max(60, (groups * (group + space)) + 4);

        string[] names = [.. chart.Categories.Take(groups).Select(name => DisplayText.Clean(name, 30))];
        double left = Side + Math.Clamp(names.Select(name => SvgCanvas.TextWidth(name, 12)).DefaultIfEmpty(0).Max() + 10, 20, 220);
        double right = ChartSvg.Width - Side - (chart.IsStacked ? 12 : ValueRoom);
        ChartScale scale = ChartScale.Of(Ends(chart, series, groups), chart.Y.IsLog, left, right);
        foreach ((double value, string text) in scale.Ticks(text => SvgCanvas.TextWidth(text) + 14))
        {
            canvas.GridLine(scale.At(value), top - 4, scale.At(value), bottom);
            canvas.Text(text, scale.At(value), bottom + 15, "middle");
        }

        bool isEmpty = true;
        double zero = scale.At(chart.Y.IsLog ? scale.Low : 0);
        for (int i = 0; i < groups; i++)
        {
            double y = top + (i * (group + space)) + (space / 2);
            canvas.Text(names[i], left - 8, y + (group / 2) + 4, "end", 12, SvgCanvas.Ink);
            isEmpty &= !(chart.IsStacked ? Stack(canvas, chart, series, i, scale, y, thick) : Group(i, y));
        }

        canvas.GridLine(zero, top - 4, zero, bottom, isAxis: true);
        canvas.Text(DisplayText.Clean(chart.Y.Title, 70), (left + right) / 2, bottom + 34, "middle", 11.5, SvgCanvas.Ink);
        if (isEmpty)
        {
            canvas.Text("no data to draw", (left + right) / 2, (top + bottom) / 2, "middle", 13);
        }

        string omitted = (groups < chart.Categories.Length ? $"the first {groups} of {Units.Count(chart.Categories.Length)}; " : "")
            + (series.Length < chart.Series.Length ? $"{chart.Series.Length - series.Length} series are only in the table; " : "");
        canvas.Text(omitted.TrimEnd(' ', ';'), Side, bottom + 34, size: 10.5);
        return canvas.ToSvg(ChartSvg.Width, (int)Math.Ceiling(bottom + 46));

        bool Group(int category, double y)
        {
            bool hasBar = false;
            for (int s = 0; s < series.Length; s++)
            {
                double value = ValueOf(series[s], category);
                if (ChartScale.CanShow(value, chart.Y.IsLog))
                {
                    hasBar = true;
                    double end = scale.At(value), length = value == 0 ? 0 : Math.Max(1.5, Math.Abs(end - zero));
                    canvas.Box(value < 0 && !chart.Y.IsLog ? zero - length : zero, y + (s * thick), length, thick - 1.5, Palette.Of(s));
                    canvas.Text(
                        TickText.Short(value),
                        Math.Max(end, zero) + 5,
                        y + ((s + 0.5) * thick) + 2.5,
                        size: Math.Min(10.5, thick + 0.5));
                }
            }

            return hasBar;
        }
    }

    /// <summary>The value of a category; NaN where a series has none.</summary>
    public static double ValueOf(ChartSeries series, int category)
    {
        // Mostly the points are the values in order; a series of explicit places may be in any.
        if (category < series.Points.Length && series.Points[category].X == category)
        {
            return series.Points[category].Y;
        }

        foreach (ChartPoint point in series.Points)
        {
            if (point.X == category)
            {
                return point.Y;
            }
        }

        return double.NaN;
    }

    // Stacks on a logarithmic axis would show lengths that mean nothing, so that they are drawn from the sum's point of view only.
    private static bool Stack(SvgCanvas canvas, Chart chart, ChartSeries[] series, int category, ChartScale scale, double y, double thick)
    {
        double sum = 0;
        bool hasBar = false;
        for (int s = 0; s < series.Length; s++)
        {
            double value = ValueOf(series[s], category);
            if (ChartScale.CanShow(value, isLog: false) && value > 0)
            {
                double start = scale.At(chart.Y.IsLog ? Math.Max(sum, scale.Low) : sum), end = scale.At(sum + value);
                canvas.Box(start, y, Math.Max(0.8, end - start - 0.8), thick - 1, Palette.Of(s), 1);
                sum += value;
                hasBar = true;
            }
        }

        return hasBar;
    }

    private static IEnumerable<double> Ends(Chart chart, ChartSeries[] series, int groups)
    {
        for (int i = 0; i < groups; i++)
        {
            if (chart.IsStacked)
            {
                yield return series.Select(one => ValueOf(one, i)).Where(value => ChartScale.CanShow(value, false) && value > 0).Sum();
            }
            else
            {
                foreach (ChartSeries one in series)
                {
                    yield return ValueOf(one, i);
                }
            }
        }

        // Lengths are compared from zero on.
        if (!chart.Y.IsLog && groups > 0)
        {
            yield return 0;
        }
    }
}
