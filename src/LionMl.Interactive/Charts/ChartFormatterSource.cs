using LionMl.Interactive.Formatting;

namespace LionMl.Interactive.Charts;

/// <summary>Shows charts.</summary>
public sealed class ChartFormatterSource
{
    /// <summary>The formatters: HTML for every notebook, a figure for those that show it live, and text.</summary>
    public IEnumerable<object> CreateTypeFormatters() =>
    [
        MimeFormatter.Of<Chart>(MimeTypes.Html, ChartHtml.Write),
        MimeFormatter.Of<Chart>(MimeTypes.Plotly, ChartPlotly.Write),
        MimeFormatter.Of<Chart>(MimeTypes.Plain, chart => PlainText.Write([ChartTable.Of(chart)])),
    ];
}
