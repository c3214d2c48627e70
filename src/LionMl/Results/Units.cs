using System.Globalization;

namespace LionMl.Results;

/// <summary>Numbers with units as people read them; always with a point as decimal separator.</summary>
public static class Units
{
    private static readonly string[] Steps = ["B", "KiB", "MiB", "GiB", "TiB"];

    /// <summary>A number of bytes, e.g. <c>3.1 MiB</c>.</summary>
    public static string Bytes(long bytes)
    {
        double value = bytes;
        int step = 0;
        while (value >= 1024 && step < Steps.Length - 1)
        {
            value /= 1024;
            step++;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{(step == 0 ? value : Math.Round(value, 1))} {Steps[step]}");
    }

    /// <summary>A duration, e.g. <c>12.3 ms</c> or <c>4.56 s</c>.</summary>
    public static string Seconds(double seconds) => seconds < 1
        ? string.Create(CultureInfo.InvariantCulture, $"{seconds * 1000:0.0} ms")
        : string.Create(CultureInfo.InvariantCulture, $"{seconds:0.00} s");

    /// <summary>A whole number with thin groups, e.g. <c>131,072</c>.</summary>
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A ratio as a percentage, e.g. <c>61 %</c>.</summary>
    public static string Percent(double ratio) => string.Create(CultureInfo.InvariantCulture, $"{100 * ratio:0.##} %");
}
