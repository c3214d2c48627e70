using System.Globalization;

namespace LionMl.Interactive.Charts;

/// <summary>Numbers beside ticks: short, and all ticks of an axis in one style.</summary>
internal static class TickText
{
    private static readonly (double Size, string Suffix)[] Steps = [(1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k")];

    /// <summary>Ticks at equal distances.</summary>
    public static string[] Linear(IReadOnlyList<double> ticks, double step)
    {
        double largest = ticks.Count == 0 ? 0 : ticks.Max(Math.Abs);
        if (largest >= 1e15 || (largest > 0 && largest < 1e-3))
        {
            return [.. ticks.Select(tick => tick == 0 ? "0" : tick.ToString("0.###e+0", CultureInfo.InvariantCulture))];
        }

        // Up to four digits are as short in full.
        (double size, string suffix) = largest < 10_000 ? (1, "") : Steps.First(one => largest >= one.Size);
        int decimals = 0;
        for (double rest = step / size; decimals < 6 && Math.Abs(rest - Math.Round(rest)) > 1e-6 * Math.Max(1, Math.Abs(rest)); decimals++)
        {
            rest *= 10;
        }

        string format = "#,##0" + (decimals > 0 ? "." + new string('0', decimals) : "");
        return [.. ticks.Select(tick => tick == 0 ? "0" : (tick / size).ToString(format, CultureInfo.InvariantCulture) + suffix)];
    }

    /// <summary>One number by itself, with about three digits.</summary>
    public static string Short(double value)
    {
        double size = Math.Abs(value);
        if (!double.IsFinite(value) || size is >= 1e15 or (> 0 and < 1e-3))
        {
            return double.IsFinite(value)
                ? value.ToString("0.##e+0", CultureInfo.InvariantCulture)
                : Formatting.NumberText.Short(value);
        }

        if (size < 1000)
        {
            return value.ToString(size < 1 ? "0.###" : size < 100 ? "0.##" : "0.#", CultureInfo.InvariantCulture);
        }

        if (size < 10_000)
        {
            return value.ToString("#,##0", CultureInfo.InvariantCulture);
        }

        (double unit, string suffix) = Steps.First(one => size >= one.Size);
        double scaled = value / unit;
        return scaled.ToString(Math.Abs(scaled) < 100 ? "0.#" : "0", CultureInfo.InvariantCulture) + suffix;
    }
}
