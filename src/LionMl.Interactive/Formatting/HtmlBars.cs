using System.Globalization;
using System.Text;
using LionMl.Results;

namespace LionMl.Interactive.Formatting;

/// <summary>
/// Bars, whose numbers stand beside them as text. They are small images: a notebook that is not trusted loses all styles, and boxes made
/// of styles with them, but keeps images.
/// </summary>
internal static class HtmlBars
{
    private const string Box = "display:inline-block;vertical-align:middle;font-size:0;line-height:0;";

    /// <summary>A track of which a part is filled.</summary>
    /// <param name="html">Where to.</param>
    /// <param name="ratio">The part, from 0 to 1; anything else is clamped.</param>
    /// <param name="color">The filling.</param>
    /// <param name="width">The whole track in pixels.</param>
    /// <param name="start">Where the filling begins, from 0 to 1.</param>
    public static void Track(HtmlBuilder html, double ratio, string color, int width = 96, double start = 0)
    {
        const int Height = 8;
        (double left, double pixels) = Filling(ratio, width, start);
        StringBuilder svg = Begin(width, Height);
        Rectangle(svg, 0, width, Height, "#808080\" fill-opacity=\".22", 4);
        if (pixels > 0)
        {
            Rectangle(svg, left, pixels, Height, color, 4);
        }

        html.Icon(svg.Append("</svg>").ToString(), Units.Percent(Math.Round(Clamp(ratio), 3)), width, Height);
    }

    /// <summary>The same for a display that is replaced several times a second: boxes, since images would flicker.</summary>
    public static void LiveTrack(HtmlBuilder html, double ratio, string color, int width)
    {
        (_, double pixels) = Filling(ratio, width, 0);
        html.Open("span", Box + $"width:{width}px;height:8px;background:rgba(128,128,128,0.22);border-radius:4px;text-align:left");
        if (pixels > 0)
        {
            html.Open("span", Box + $"width:{Number(pixels)}px;height:8px;background:{color};border-radius:4px").Close();
        }

        html.Close();
    }

    /// <summary>Parts of a whole in one line, with a legend below.</summary>
    /// <param name="html">Where to.</param>
    /// <param name="parts">Name, size and the size in words.</param>
    /// <param name="total">The whole; what the parts leave is grey.</param>
    public static void Segments(HtmlBuilder html, IReadOnlyList<(string Name, double Size, string Words)> parts, double total)
    {
        const int Width = 560, Height = 14;
        total = Math.Max(total, parts.Sum(part => Positive(part.Size)));
        StringBuilder svg = Begin(Width, Height);
        Rectangle(svg, 0, Width, Height, "#808080\" fill-opacity=\".22", 3);
        double at = 0;
        for (int i = 0; i < parts.Count; i++)
        {
            double pixels = total > 0 ? Positive(parts[i].Size) / total * Width : 0;
            if (pixels >= 0.5)
            {
                Rectangle(svg, at, pixels, Height, Palette.Of(i));
            }

            at += pixels;
        }

        html.Open("div", "margin:3px 0 2px 0;line-height:0");
        html.Image(svg.Append("</svg>").ToString(), string.Join(", ", parts.Select(part => $"{part.Name} {part.Words}")), Width).Close();
        html.Open("div", "font-size:12px;margin:0 0 4px 0;max-width:640px");
        for (int i = 0; i < parts.Count; i++)
        {
            html.Open("span", "display:inline-block;white-space:nowrap;margin:0 14px 0 0");
            Chip(html, Palette.Of(i));
            html.Text($" {parts[i].Name} ").Element("span", parts[i].Words, HtmlStyle.Muted).Close();
            html.Text(" ");
        }

        html.Close();
    }

    /// <summary>A row of colours without gaps.</summary>
    public static void Scale(HtmlBuilder html, IReadOnlyList<string> colors, string alt)
    {
        const int Step = 6, Height = 9;
        StringBuilder svg = Begin(Step * colors.Count, Height);
        for (int i = 0; i < colors.Count; i++)
        {
            Rectangle(svg, Step * i, Step, Height, colors[i]);
        }

        html.Icon(svg.Append("</svg>").ToString(), alt, Step * colors.Count, Height);
    }

    /// <summary>A small square that ties a legend's word to a colour.</summary>
    public static void Chip(HtmlBuilder html, string color)
    {
        const int Size = 9;
        StringBuilder svg = Begin(Size, Size);
        Rectangle(svg, 0, Size, Size, color, 2);
        html.Icon(svg.Append("</svg>").ToString(), "■", Size, Size);
    }

    private static StringBuilder Begin(int width, int height) => new StringBuilder().Append(
        CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\">");

    private static void Rectangle(StringBuilder svg, double x, double width, int height, string fill, int radius = 0)
    {
        svg.Append("<rect");
        if (x > 0)
        {
            svg.Append(" x=\"").Append(Number(x)).Append('"');
        }

        svg.Append(CultureInfo.InvariantCulture, $" width=\"{Number(width)}\" height=\"{height}\"");
        svg.Append(radius > 0 ? $" rx=\"{radius}\"" : "").Append(" fill=\"").Append(fill).Append("\"/>");
    }

    private static (double Left, double Pixels) Filling(double ratio, int width, double start)
    {
        double from = Clamp(start), part = Math.Min(Clamp(ratio), 1 - from);

        // Less than two pixels cannot be seen, and "a little" must differ from "nothing".
        double pixels = part > 0 ? Math.Max(2, part * width) : 0;
        return (Math.Min(from * width, width - pixels), pixels);
    }

    private static double Clamp(double ratio) => double.IsNaN(ratio) ? 0 : Math.Clamp(ratio, 0, 1);

    private static double Positive(double value) => double.IsFinite(value) && value > 0 ? value : 0;

    private static string Number(double pixels) => pixels.ToString("0.#", CultureInfo.InvariantCulture);
}
