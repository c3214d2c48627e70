using LionMl.Interactive.Formatting;
using LionMl.Results;

namespace LionMl.Interactive.Charts;

/// <summary>Draws a chart of lines or points, and what all charts have: title and legend.</summary>
internal static class ChartSvg
{
    /// <summary>The width of every chart in pixels.</summary>
    public const int Width = 680;

    private const int Side = 18;
    private const int MaxSeries = 24;
    private const int MaxPoints = 1500;

    /// <summary>The whole drawing.</summary>
    public static string Draw(Chart chart) => chart.Kind == ChartKind.Bars ? BarSvg.Draw(chart) : DrawPoints(chart);

    /// <summary>Draws title and legend.</summary>
    /// <returns>Where the rest begins.</returns>
    public static double Head(SvgCanvas canvas, Chart chart)
    {
        double y = 14;
        if (chart.Title.Length > 0)
        {
            canvas.Text(DisplayText.Clean(chart.Title, 76), Side, y + 14, size: 14.5, color: SvgCanvas.Ink, isBold: true);
            y += 24;
        }

        if (chart.Series.Length > 1)
        {
            y = Legend(canvas, chart, y);
        }

        return y;
    }

    private static double Legend(SvgCanvas canvas, Chart chart, double y)
    {
        double x = Side;
        y += 14;
        for (int i = 0; i < Math.Min(chart.Series.Length, MaxSeries); i++)
        {
            string name = DisplayText.Clean(chart.Series[i].Name, 40) + (chart.Series[i].IsOnRight ? " (right)" : "");
            double width = SvgCanvas.TextWidth(name, 12) + 34;
            if (x > Side && x + width > Width - Side)
            {
                (x, y) = (Side, y + 18);
            }

            if (chart.Kind == ChartKind.Bars)
            {
                canvas.Box(x, y - 9, 10, 10, Palette.Of(i));
            }
            else
            {
                if (chart.Kind == ChartKind.Line)
                {
                    canvas.Path([(x, y - 4), (x + 16, y - 4)], Palette.Of(i));
                }

                canvas.Marker(x + 8, y - 4, i);
            }

            canvas.Text(name, x + (chart.Kind == ChartKind.Bars ? 15 : 22), y, size: 12, color: SvgCanvas.Ink);
            x += width;
        }

        if (chart.Series.Length > MaxSeries)
        {
            canvas.Text($"… and {chart.Series.Length - MaxSeries} more in the table", x, y, size: 12);
        }

        return y + 6;
    }

    private static string DrawPoints(Chart chart)
    {
        const int Plot = 250;
        var canvas = new SvgCanvas();
        double top = Head(canvas, chart) + 30, bottom = top + Plot;
        ChartSeries[] series = [.. chart.Series.Take(MaxSeries)];
        double[] xs = [.. series.SelectMany(one => one.Points).Select(point => point.X)];
        ChartScale y = Vertical(series.Where(one => !one.IsOnRight || chart.Right is null), chart.Y.IsLog, top, bottom);
        ChartScale? rightScale = chart.Right is null ? null : Vertical(series.Where(one => one.IsOnRight), chart.Right.IsLog, top, bottom);

        var yTicks = y.Ticks(_ => 24);
        double left = Side + Math.Max(24, Widest(yTicks) + 8);
        var rightTicks = rightScale?.Ticks(_ => 24) ?? [];
        double right = Width - Side - (rightScale is null ? 0 : Widest(rightTicks) + 8);
        ChartScale x = ChartScale.Of(xs, chart.X.IsLog, left, right, isPlace: true);

        bool isEmpty = !series.Any(one => one.Points.Any(point => CanShow(chart, one, point)));
        foreach ((double value, string text) in isEmpty ? [] : yTicks)
        {
            canvas.GridLine(left, y.At(value), right, y.At(value));
            canvas.Text(text, left - 7, y.At(value) + 4, "end");
        }

        foreach ((double value, string text) in isEmpty ? [] : rightTicks)
        {
            canvas.Text(text, right + 7, rightScale!.At(value) + 4);
        }

        bool isWhole = xs.Length > 0 && xs.All(value => value == Math.Floor(value));
        foreach ((double value, string text) in isEmpty ? [] : x.Ticks(text => SvgCanvas.TextWidth(text) + 14, isWhole))
        {
            canvas.GridLine(x.At(value), bottom, x.At(value), bottom + 4, isAxis: true);
            canvas.Text(text, x.At(value), bottom + 17, "middle");
        }

        canvas.GridLine(left, bottom, right, bottom, isAxis: true);
        canvas.Text(DisplayText.Clean(chart.Y.Title, 50), Side, top - 14, size: 11.5, color: SvgCanvas.Ink);
        if (chart.Right is { } axis)
        {
            canvas.Text(DisplayText.Clean(axis.Title, 40), Width - Side, top - 14, "end", 11.5, SvgCanvas.Ink);
        }

        canvas.Text(DisplayText.Clean(chart.X.Title, 70), (left + right) / 2, bottom + 36, "middle", 11.5, SvgCanvas.Ink);
        for (int i = 0; i < series.Length; i++)
        {
            ChartSeries one = series[i];
            ChartScale vertical = one.IsOnRight && rightScale is not null ? rightScale : y;
            Series(canvas, one, i, chart.Kind, point => CanShow(chart, one, point) ? (x.At(point.X), vertical.At(point.Y)) : null);
        }

        if (isEmpty)
        {
            canvas.Text("no data to draw", (left + right) / 2, (top + bottom) / 2, "middle", 13);
        }

        return canvas.ToSvg(Width, (int)Math.Ceiling(bottom + 48));
    }

    private static double Widest(List<(double Value, string Text)> ticks) =>
        ticks.Select(tick => SvgCanvas.TextWidth(tick.Text)).DefaultIfEmpty(0).Max();

    private static bool CanShow(Chart chart, ChartSeries series, ChartPoint point) =>
        ChartScale.CanShow(point.X, chart.X.IsLog)
        && ChartScale.CanShow(point.Y, series.IsOnRight && chart.Right is not null ? chart.Right.IsLog : chart.Y.IsLog);

    private static ChartScale Vertical(IEnumerable<ChartSeries> series, bool isLog, double top, double bottom) =>
        ChartScale.Of(series.SelectMany(one => one.Points).Select(point => point.Y), isLog, bottom, top);

    private static void Series(
        SvgCanvas canvas, ChartSeries series, int index, ChartKind kind, Func<ChartPoint, (double X, double Y)?> place)
    {
        // Beyond a point for every half pixel nothing more can be seen.
        int stride = Math.Max(1, (series.Points.Length + MaxPoints - 1) / MaxPoints);
        var line = new List<(double X, double Y)>();
        var markers = new List<(double X, double Y)>();
        for (int i = 0; i < series.Points.Length; i += stride)
        {
            if (place(series.Points[i]) is { } point)
            {
                line.Add(point);
                markers.Add(point);
            }
            else
            {
                Flush();
            }
        }

        Flush();
        if (kind == ChartKind.Points || markers.Count <= 60)
        {
            markers.ForEach(point => canvas.Marker(point.X, point.Y, index));
        }

        void Flush()
        {
            if (kind == ChartKind.Line)
            {
                // A point between two gaps has no line, and many points have no markers.
                if (line.Count == 1 && markers.Count > 60)
                {
                    canvas.Marker(line[0].X, line[0].Y, index);
                }

                canvas.Path(line, Palette.Of(index));
            }

            line.Clear();
        }
    }
}
