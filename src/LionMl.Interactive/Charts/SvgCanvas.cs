using System.Globalization;
using System.Text;
using LionMl.Interactive.Formatting;

namespace LionMl.Interactive.Charts;

/// <summary>
/// Writes a drawing on a light panel of its own: an image cannot know whether the page around it is light or dark.
/// </summary>
internal sealed class SvgCanvas
{
    /// <summary>The colour of text.</summary>
    public const string Ink = "#2b2f36";

    /// <summary>The colour of less important text.</summary>
    public const string SoftInk = "#5b626e";

    private const string Grid = "#dfe2e8";
    private readonly StringBuilder _body = new();

    /// <summary>About how wide a text is; the font is the reader's, so this is generous.</summary>
    public static double TextWidth(string text, double size = 11) => text.Length * size * 0.58;

    /// <summary>Adds text.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="x">Where its anchor is.</param>
    /// <param name="y">Its base line.</param>
    /// <param name="anchor"><c>start</c>, <c>middle</c> or <c>end</c>.</param>
    /// <param name="size">The font size.</param>
    /// <param name="color">The colour.</param>
    /// <param name="isBold">Whether it stands out.</param>
    public void Text(
        string text, double x, double y, string anchor = "start", double size = 11, string color = SoftInk, bool isBold = false)
    {
        _body.Append(CultureInfo.InvariantCulture, $"<text x=\"{x:0.#}\" y=\"{y:0.#}\" font-size=\"{size:0.#}\" fill=\"{color}\"");
        _body.Append(anchor == "start" ? "" : $" text-anchor=\"{anchor}\"").Append(isBold ? " font-weight=\"600\">" : ">");
        _body.Append(HtmlBuilder.Escape(text)).Append("</text>");
    }

    /// <summary>Adds a straight line of the grid.</summary>
    public void GridLine(double x1, double y1, double x2, double y2, bool isAxis = false) => _body.Append(
        CultureInfo.InvariantCulture,
        $"<path d=\"M{x1:0.#} {y1:0.#}L{x2:0.#} {y2:0.#}\" stroke=\"{(isAxis ? "#9aa1ad" : Grid)}\" stroke-width=\"1\"/>");

    /// <summary>Adds a box.</summary>
    public void Box(double x, double y, double width, double height, string color, double radius = 2) => _body.Append(
        CultureInfo.InvariantCulture,
        $"<rect x=\"{x:0.#}\" y=\"{y:0.#}\" width=\"{width:0.##}\" height=\"{height:0.#}\" rx=\"{radius:0.#}\" fill=\"{color}\"/>");

    /// <summary>Adds a line through points.</summary>
    public void Path(IReadOnlyList<(double X, double Y)> points, string color)
    {
        if (points.Count > 1)
        {
            _body.Append("<path fill=\"none\" stroke-width=\"2\" stroke-linejoin=\"round\" stroke=\"").Append(color).Append("\" d=\"");
            for (int i = 0; i < points.Count; i++)
            {
                _body.Append(CultureInfo.InvariantCulture, $"{(i == 0 ? 'M' : 'L')}{points[i].X:0.#} {points[i].Y:0.#}");
            }

            _body.Append("\"/>");
        }
    }

    /// <summary>Adds a marker; shapes differ so that colour is not needed to tell series apart.</summary>
    public void Marker(double x, double y, int series)
    {
        string outline = (series % 5) switch
        {
            0 => Invariant($"M{x - 3.6:0.#} {y:0.#}a3.6 3.6 0 1 0 7.2 0a3.6 3.6 0 1 0 -7.2 0z"),
            1 => Invariant($"M{x - 3.3:0.#} {y - 3.3:0.#}h6.6v6.6h-6.6z"),
            2 => Invariant($"M{x:0.#} {y - 4.4:0.#}l4.3 7.4h-8.6z"),
            3 => Invariant($"M{x:0.#} {y - 4.8:0.#}l4.8 4.8l-4.8 4.8l-4.8 -4.8z"),
            _ => Invariant($"M{x:0.#} {y + 4.4:0.#}l4.3 -7.4h-8.6z"),
        };
        _body.Append("<path stroke=\"#f7f8fa\" stroke-width=\"1\" fill=\"").Append(Palette.Of(series));
        _body.Append("\" d=\"").Append(outline).Append("\"/>");
    }

    /// <summary>The whole document.</summary>
    public string ToSvg(int width, int height) => string.Create(
        CultureInfo.InvariantCulture,
        $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" "
            + $"font-family=\"system-ui,'Segoe UI','Helvetica Neue',Arial,sans-serif\">"
            + $"<rect x=\"0.5\" y=\"0.5\" width=\"{width - 1}\" height=\"{height - 1}\" rx=\"10\" fill=\"#f7f8fa\" stroke=\"#d3d7de\"/>"
            + $"{_body}</svg>");

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
