namespace LionMl.Interactive.Formatting;

/// <summary>A table's cell: text, or something drawn.</summary>
internal readonly struct HtmlCell
{
    private readonly string? _text;
    private readonly Action<HtmlBuilder>? _draw;

    private HtmlCell(string? text, Action<HtmlBuilder>? draw)
    {
        _text = text;
        _draw = draw;
    }

    public static implicit operator HtmlCell(string text) => new(text, null);

    /// <summary>A cell that draws itself.</summary>
    public static HtmlCell Of(Action<HtmlBuilder> draw) => new(null, draw);

    /// <summary>A cell of hexadecimal digits or other text that people copy.</summary>
    public static HtmlCell Mono(string text) => Of(html => html.Element("span", text, HtmlStyle.Mono + ";word-break:break-all"));

    /// <summary>Whether the content is a short text, which is harder to read in two lines than a table that scrolls.</summary>
    public bool IsShort => _text is { Length: <= 24 };

    /// <summary>Writes the content.</summary>
    public void Write(HtmlBuilder html)
    {
        if (_draw is null)
        {
            html.Text(_text);
        }
        else
        {
            _draw(html);
        }
    }
}
