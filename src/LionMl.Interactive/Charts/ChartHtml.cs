using LionMl.Interactive.Formatting;
using LionMl.Results;

namespace LionMl.Interactive.Charts;

/// <summary>A chart as an image with its data below.</summary>
internal static class ChartHtml
{
    public static string Write(Chart chart)
    {
        var html = new HtmlBuilder();
        html.Open("div", HtmlStyle.Page);
        Write(html, chart);
        return html.ToString();
    }

    public static void Write(HtmlBuilder html, Chart chart)
    {
        html.Open("div").Image(ChartSvg.Draw(chart), Describe(chart), ChartSvg.Width).Close();
        html.Open("details").Element("summary", "data", HtmlStyle.Summary + ";font-size:12px");
        HtmlTable.Section(html, ChartTable.Of(chart));
        html.Close();
    }

    /// <summary>The chart in words, for who cannot see it.</summary>
    private static string Describe(Chart chart)
    {
        string kind = chart.Kind switch { ChartKind.Bars => "bar chart", ChartKind.Line => "line chart", _ => "chart of points" };
        string names = string.Join(", ", chart.Series.Take(8).Select(one => DisplayText.Clean(one.Name, 40)));
        return $"{kind}: {DisplayText.Clean(chart.Title, 100)}; {DisplayText.Clean(chart.Y.Title, 60)} by "
            + $"{DisplayText.Clean(chart.X.Title, 60)}" + (names.Length > 0 ? $"; series: {names}" : "; no series");
    }
}
