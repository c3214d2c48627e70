using System.Globalization;

namespace LionMl.Interactive.Formatting;

/// <summary>Real numbers in few characters.</summary>
internal static class NumberText
{
    /// <summary>About five significant digits; NaN and infinities by name.</summary>
    public static string Short(double value)
    {
        if (!double.IsFinite(value))
        {
            return double.IsNaN(value) ? "NaN" : value > 0 ? "∞" : "-∞";
        }

        double size = Math.Abs(value);
        return size switch
        {
            0 => "0",
            < 1e-4 or >= 1e12 => value.ToString("0.###e+0", CultureInfo.InvariantCulture),
            < 1 => value.ToString("0.#####", CultureInfo.InvariantCulture),
            < 1000 => value.ToString("0.###", CultureInfo.InvariantCulture),
            _ => value.ToString("#,##0.#", CultureInfo.InvariantCulture),
        };
    }
}
