using System.Globalization;
using System.Text;
using LionMl.Results;

namespace LionMl.Interactive.Formatting;

/// <summary>
/// Writes HTML that every notebook shows alike: well-formed, all text escaped and bounded, styles inline, no scripts, no classes,
/// nothing fetched.
/// </summary>
internal sealed class HtmlBuilder
{
    /// <summary>No name or message needs more to be recognised; whole files have other places.</summary>
    private const int MaxTextLength = 400;

    private readonly StringBuilder _html = new();
    private readonly Stack<string> _open = new();

    /// <summary>The length so far.</summary>
    public int Length => _html.Length;

    /// <summary>Opens an element.</summary>
    /// <param name="tag">Its name.</param>
    /// <param name="style">Its inline style; trusted.</param>
    /// <param name="hint">Shown when the pointer rests on it; any text.</param>
    public HtmlBuilder Open(string tag, string style = "", string? hint = null)
    {
        _html.Append('<').Append(tag);
        Attribute("style", style);
        Attribute("title", hint);
        _html.Append('>');
        _open.Push(tag);
        return this;
    }

    /// <summary>Closes the innermost open element.</summary>
    public HtmlBuilder Close()
    {
        _html.Append("</").Append(_open.Pop()).Append('>');
        return this;
    }

    /// <summary>Adds text; long text is cut.</summary>
    public HtmlBuilder Text(string? text, int maxLength = MaxTextLength)
    {
        // Notebooks run MathJax over everything; it reads mathematics only where a whole formula stands in one element.
        _html.Append(Escape(text, maxLength)
            .Replace("$", "<span>$</span>", StringComparison.Ordinal)
            .Replace("\\", "<span>\\</span>", StringComparison.Ordinal));
        return this;
    }

    /// <summary>Adds an element that holds text only.</summary>
    public HtmlBuilder Element(string tag, string? text, string style = "", string? hint = null) =>
        Open(tag, style, hint).Text(text).Close();

    /// <summary>Adds a drawing as an image, since notebooks do not show bare SVG everywhere.</summary>
    /// <param name="svg">The drawing, a whole document.</param>
    /// <param name="alt">What it shows, in words.</param>
    /// <param name="width">Its width in pixels.</param>
    /// <param name="style">Further inline style.</param>
    public HtmlBuilder Image(string svg, string alt, int width, string style = "") =>
        Drawing(svg, alt, width, "display:inline-block;margin:0;max-width:100%;height:auto;" + style);

    /// <summary>Adds a small drawing in a line of text, in its own size also where a column is narrow.</summary>
    /// <param name="svg">The drawing, a whole document.</param>
    /// <param name="alt">What it shows, in words.</param>
    /// <param name="width">Its width in pixels.</param>
    /// <param name="height">Its height in pixels.</param>
    public HtmlBuilder Icon(string svg, string alt, int width, int height) =>
        Drawing(svg, alt, width, $"display:inline-block;vertical-align:middle;margin:0;max-width:none;height:{height}px");

    /// <summary>Closes what is open and returns the whole text.</summary>
    public override string ToString()
    {
        while (_open.Count > 0)
        {
            Close();
        }

        return _html.ToString();
    }

    /// <summary>Text as it may stand in elements and quoted attributes of HTML and XML.</summary>
    internal static string Escape(string? text, int maxLength = MaxTextLength) => DisplayText.Clean(text, maxLength)
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("\"", "&quot;", StringComparison.Ordinal)
        .Replace("'", "&#39;", StringComparison.Ordinal);

    private HtmlBuilder Drawing(string svg, string alt, int width, string style)
    {
        _html.Append("<img src=\"data:image/svg+xml;base64,").Append(Convert.ToBase64String(Encoding.UTF8.GetBytes(svg))).Append('"');
        Attribute("alt", alt);
        Attribute("width", width.ToString(CultureInfo.InvariantCulture));
        Attribute("style", style);
        _html.Append("/>");
        return this;
    }

    private void Attribute(string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            _html.Append(' ').Append(name).Append("=\"").Append(Escape(value)).Append('"');
        }
    }
}
