using System.Globalization;

namespace LionMl.Interactive.Formatting;

/// <summary>
/// Colours for numbers in a few steps: from dark to light where all have one sign, through white with zero in the middle where they
/// have both. Lightness alone tells the order, so that it is seen without colour vision and in print.
/// </summary>
internal sealed class ColorScale
{
    /// <summary>The number of colours; more cannot be told apart.</summary>
    public const int Steps = 32;

    /// <summary>The colour of what is not finite.</summary>
    public const string NotFinite = "#ff00c8";

    private static readonly (double R, double G, double B)[] Sequential =
        [(38, 18, 70), (64, 62, 128), (46, 110, 142), (34, 155, 136), (112, 198, 92), (246, 228, 62)];

    private static readonly (double R, double G, double B)[] Diverging =
        [(24, 66, 124), (66, 134, 190), (158, 200, 226), (247, 247, 247), (244, 178, 132), (206, 90, 62), (122, 22, 34)];

    private readonly double _low, _high;

    /// <summary>A scale of a range.</summary>
    /// <param name="min">The smallest number; NaN where there is none.</param>
    /// <param name="max">The largest number.</param>
    public ColorScale(double min, double max)
    {
        IsDiverging = min < 0 && max > 0;
        double largest = Math.Max(-min, max);
        (_low, _high) = IsDiverging ? (-largest, largest) : (min, max);
    }

    /// <summary>Whether zero has the middle colour.</summary>
    public bool IsDiverging { get; }

    /// <summary>The step of a number, in [0, <see cref="Steps"/>), or -1 where it is not finite.</summary>
    public int StepOf(double value)
    {
        if (!double.IsFinite(value))
        {
            return -1;
        }

        // Halves, since the difference of two finite numbers may overflow.
        double width = (_high / 2) - (_low / 2);
        double position = width > 0 ? ((value / 2) - (_low / 2)) / width : 0.5;
        return Math.Clamp((int)(position * Steps), 0, Steps - 1);
    }

    /// <summary>The colour of a step.</summary>
    public string Color(int step)
    {
        if (step < 0)
        {
            return NotFinite;
        }

        var anchors = IsDiverging ? Diverging : Sequential;
        double at = step / (Steps - 1.0) * (anchors.Length - 1);
        int i = Math.Min((int)at, anchors.Length - 2);
        double part = at - i;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"#{Mix(anchors[i].R, anchors[i + 1].R):x2}{Mix(anchors[i].G, anchors[i + 1].G):x2}{Mix(anchors[i].B, anchors[i + 1].B):x2}");

        int Mix(double from, double to) => (int)Math.Round(from + (part * (to - from)));
    }
}
