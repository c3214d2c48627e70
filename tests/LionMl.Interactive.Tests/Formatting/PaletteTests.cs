using System.Globalization;
using LionMl.Interactive.Formatting;

namespace LionMl.Interactive.Tests.Formatting;

public sealed class PaletteTests
{
    /// <summary>The contrast that WCAG asks of large text and of graphics.</summary>
    private const double Least = 3;

    /// <summary>Each colour of words and signs, on a light page, on Jupyter's dark page, and on its own panel (12 %) on either.</summary>
    public static TheoryData<string, string, double> Places
    {
        get
        {
            var places = new TheoryData<string, string, double>();
            foreach (string color in (string[])[Palette.Green, Palette.Red, Palette.Amber, Palette.Blue])
            {
                foreach (string page in (string[])["#ffffff", "#111111"])
                {
                    places.Add(color, page, 0);
                    places.Add(color, page, 0.12);
                }
            }

            return places;
        }
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void Colours_can_be_read_on_light_and_dark_pages(string color, string page, double tint)
    {
        double[] back = [.. Parse(color).Zip(Parse(page), (own, behind) => (own * tint) + (behind * (1 - tint)))];
        double one = Luminance(Parse(color)), other = Luminance(back);
        double contrast = (Math.Max(one, other) + 0.05) / (Math.Min(one, other) + 0.05);
        Assert.True(contrast >= Least, $"{color} has a contrast of {contrast:0.00}");
    }

    private static double[] Parse(string color) =>
        [.. Enumerable.Range(0, 3).Select(i => int.Parse(color.AsSpan(1 + (2 * i), 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0)];

    private static double Luminance(double[] color)
    {
        double[] linear = [.. color.Select(part => part <= 0.03928 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4))];
        return (0.2126 * linear[0]) + (0.7152 * linear[1]) + (0.0722 * linear[2]);
    }
}
