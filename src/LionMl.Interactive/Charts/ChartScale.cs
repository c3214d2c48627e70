namespace LionMl.Interactive.Charts;

/// <summary>Numbers to pixels along one axis, with ticks at 1, 2 and 5 times powers of ten.</summary>
internal sealed class ChartScale
{
    private readonly bool _isLog;
    private readonly double _low, _high, _from, _to;

    private ChartScale(bool isLog, double low, double high, double from, double to)
    {
        _isLog = isLog;
        (_low, _high) = (low, high);
        (_from, _to) = (from, to);
    }

    /// <summary>Where the axis begins, in its numbers.</summary>
    public double Low => _isLog ? Math.Pow(10, _low) : _low;

    /// <summary>A scale on which all values can be seen.</summary>
    /// <param name="values">What is shown; what cannot be shown is ignored.</param>
    /// <param name="isLog">Whether equal distances are equal factors.</param>
    /// <param name="from">The pixel of the low end.</param>
    /// <param name="to">The pixel of the high end.</param>
    /// <param name="isPlace">Whether the values are places, which need no zero; bars and most values do.</param>
    public static ChartScale Of(IEnumerable<double> values, bool isLog, double from, double to, bool isPlace = false)
    {
        double[] shown = [.. values.Where(value => CanShow(value, isLog))];
        if (shown.Length == 0)
        {
            return new ChartScale(isLog, 0, 1, from, to);
        }

        double min = shown.Min(), max = shown.Max();
        if (isLog)
        {
            double low = Math.Log10(min), high = Math.Log10(max);
            double margin = Math.Max(0.04 * (high - low), high - low < 0.1 ? 0.5 : 0.04);
            return new ChartScale(true, low - margin, high + margin, from, to);
        }

        double size = Math.Max(Math.Abs(min), Math.Abs(max)), width = max - min;
        if (isPlace)
        {
            double margin = width > 0 ? 0.03 * width : Math.Max(0.5 * size, 1);
            return new ChartScale(false, min - margin, max + margin, from, to);
        }

        // Smaller numbers have no room for margins and ticks around them.
        if (size < 1e-200)
        {
            return new ChartScale(false, -1, 1, from, to);
        }

        // A nearly flat series is drawn as such: a range around the noise would make mountains of it.
        if (min > 0 && (min < 0.5 * max || width < 0.02 * size))
        {
            min = 0;
        }
        else if (max < 0 && (max > 0.5 * min || width < 0.02 * size))
        {
            max = 0;
        }

        double space = 0.06 * (max - min);
        return new ChartScale(false, min == 0 ? 0 : min - space, max == 0 ? 0 : max + space, from, to);
    }

    /// <summary>
    /// Whether a value has a place on such an axis. The limits are a hundred powers of ten inside of those of doubles, so that sums and
    /// margins stay finite.
    /// </summary>
    public static bool CanShow(double value, bool isLog) =>
        Math.Abs(value) < 1e200 && (!isLog || value > 1e-200);

    /// <summary>The pixel of a value.</summary>
    public double At(double value)
    {
        double position = ((_isLog ? Math.Log10(value) : value) - _low) / (_high - _low);
        return _from + (position * (_to - _from));
    }

    /// <summary>The values and texts of ticks, as many as have room.</summary>
    /// <param name="room">The pixels that a text needs.</param>
    /// <param name="isWhole">Whether only whole numbers make sense.</param>
    public List<(double Value, string Text)> Ticks(Func<string, double> room, bool isWhole = false)
    {
        for (int count = 10; count > 1; count--)
        {
            List<(double Value, string Text)> ticks = _isLog ? LogTicks(count) : LinearTicks(count, isWhole);
            double pixels = Math.Abs(_to - _from);
            bool fits = ticks.Count * ticks.Select(tick => room(tick.Text)).DefaultIfEmpty(0).Max() <= pixels;
            for (int i = 1; fits && i < ticks.Count; i++)
            {
                fits = Math.Abs(At(ticks[i].Value) - At(ticks[i - 1].Value))
                    >= (room(ticks[i].Text) + room(ticks[i - 1].Text)) / 2;
            }

            if (fits)
            {
                return ticks;
            }
        }

        return LinearOrFirst();
    }

    private List<(double Value, string Text)> LinearOrFirst() => [.. (_isLog ? LogTicks(2) : LinearTicks(1, false)).Take(1)];

    private List<(double Value, string Text)> LinearTicks(int count, bool isWhole)
    {
        double rough = (_high - _low) / count;
        double power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        double step = power * ((rough / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 });
        step = isWhole ? Math.Max(1, Math.Round(step)) : step;
        var values = new List<double>();
        for (double i = Math.Ceiling(_low / step - 1e-9); i * step <= _high + (1e-9 * step) && values.Count < 64; i++)
        {
            values.Add(i * step);
        }

        string[] texts = TickText.Linear(values, step);
        return [.. values.Select((value, i) => (value, texts[i]))];
    }

    private List<(double Value, string Text)> LogTicks(int count)
    {
        int first = (int)Math.Ceiling(_low - 1e-9), last = (int)Math.Floor(_high + 1e-9);
        double[] factors = (_high - _low) switch { > 3 => [1], > 1.2 => [1, 3], _ => [1, 2, 5] };
        int stride = Math.Max(1, (last - first + 1 + count - 1) / count);
        var ticks = new List<(double, string)>();
        for (int power = first - 1; power <= last; power++)
        {
            foreach (double factor in factors)
            {
                double value = factor * Math.Pow(10, power);
                bool isKept = factor == 1 ? (power - first) % stride == 0 : stride == 1 && count > 4;
                if (isKept && Math.Log10(value) >= _low - 1e-9 && Math.Log10(value) <= _high + 1e-9)
                {
                    ticks.Add((value, TickText.Short(value)));
                }
            }
        }

        return ticks;
    }
}
