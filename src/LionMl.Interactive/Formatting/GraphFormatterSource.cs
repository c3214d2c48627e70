using LionMl.Onnx;

namespace LionMl.Interactive.Formatting;

/// <summary>Shows models.</summary>
public sealed class GraphFormatterSource
{
    /// <summary>The formatters, richest first.</summary>
    public IEnumerable<object> CreateTypeFormatters() =>
    [
        MimeFormatter.Of<Graph>(MimeTypes.Html, graph =>
        {
            var html = new HtmlBuilder();
            html.Open("div", HtmlStyle.Page);
            GraphView.Write(html, graph);
            return html.ToString();
        }),
        MimeFormatter.Of<Graph>(MimeTypes.Plain, graph => PlainText.Write(GraphView.Sections(graph))),
    ];
}
