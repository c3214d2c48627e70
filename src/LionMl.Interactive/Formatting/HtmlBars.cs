using System.Globalization;

namespace LionMl.Interactive.Formatting;

/// <summary>Bars made of coloured boxes: no image, no script, and the numbers stand beside them as text.</summary>
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
        double from = Clamp(start), part = Math.Min(Clamp(ratio), 1 - from);
        html.Open("span", Box + $"width:{width}px;height:8px;background:rgba(128,128,128,0.22);border-radius:4px;text-align:left");
        if (part > 0)
        {
            // Less than two pixels cannot be seen, and "a little" must differ from "nothing".
            double pixels = Math.Max(2, part * width), left = Math.Min(from * width, width - pixels);
            html.Open(
                "span",
                Box + $"width:{Number(pixels)}px;height:8px;margin-left:{Number(left)}px;background:{color};border-radius:4px").Close();
        }

        html.Close();
    }

    /// <summary>Parts of a whole in one line, with a legend below.</summary>
    /// <param name="html">Where to.</param>
    /// <param name="parts">Name, size and the size in words.</param>
    /// <param name="total">The whole; what the parts leave is grey.</param>
    public static void Segments(HtmlBuilder html, IReadOnlyList<(string Name, double Size, string Words)> parts, double total)
    {
        const int Width = 560;
        total = Math.Max(total, parts.Sum(part => Positive(part.Size)));
        html.Open("div", "margin:3px 0 2px 0;line-height:0;white-space:nowrap");
        html.Open(
            "span",
            Box + $"width:{Width}px;height:14px;background:rgba(128,128,128,0.22);border-radius:4px;text-align:left;overflow:hidden");
        for (int i = 0; i < parts.Count; i++)
        {
            double pixels = total > 0 ? Positive(parts[i].Size) / total * Width : 0;
            if (pixels >= 0.5)
            {
                html.Open(
                    "span",
                    Box + $"width:{Number(pixels)}px;height:14px;background:{Palette.Of(i)}",
                    $"{parts[i].Name}: {parts[i].Words}").Close();
            }
        }

        html.Close().Close();
        html.Open("div", "font-size:12px;margin:0 0 4px 0;max-width:640px");
        for (int i = 0; i < parts.Count; i++)
        {
            html.Open("span", "display:inline-block;white-space:nowrap;margin:0 14px 0 0");
            Chip(html, Palette.Of(i));
            html.Text($"{parts[i].Name} ").Element("span", parts[i].Words, HtmlStyle.Muted).Close();
            html.Text(" ");
        }

        html.Close();
    }

    /// <summary>A small square that ties a legend's word to a colour.</summary>
    public static void Chip(HtmlBuilder html, string color) =>
        html.Open("span", Box + $"width:9px;height:9px;border-radius:2px;margin:0 5px 2px 0;background:{color}").Close();

    private static double Clamp(double ratio) => double.IsNaN(ratio) ? 0 : Math.Clamp(ratio, 0, 1);

    private static double Positive(double value) => double.IsFinite(value) && value > 0 ? value : 0;

    private static string Number(double pixels) => pixels.ToString("0.#", CultureInfo.InvariantCulture);
}
