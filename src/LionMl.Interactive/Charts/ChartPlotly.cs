using System.Text.Json.Nodes;
using LionMl.Interactive.Formatting;
using LionMl.Results;

namespace LionMl.Interactive.Charts;

/// <summary>A chart as a figure of Plotly, which some notebooks show live.</summary>
internal static class ChartPlotly
{
    private const string Transparent = "rgba(0,0,0,0)";

    /// <summary>The figure as JSON.</summary>
    public static string Write(Chart chart)
    {
        var data = new JsonArray();
        for (int i = 0; i < chart.Series.Length; i++)
        {
            data.Add(chart.Kind == ChartKind.Bars ? Bars(chart, chart.Series[i], i) : Points(chart, chart.Series[i], i));
        }

        // Grey text on no background can be read on every page.
        var layout = new JsonObject
        {
            ["title"] = new JsonObject { ["text"] = Plain(chart.Title) },
            ["paper_bgcolor"] = Transparent,
            ["plot_bgcolor"] = Transparent,
            ["font"] = new JsonObject { ["color"] = "#808080" },
            ["showlegend"] = chart.Series.Length > 1,
            ["xaxis"] = chart.Kind == ChartKind.Bars ? Axis(chart.Y) : Axis(chart.X),
            ["yaxis"] = chart.Kind == ChartKind.Bars ? Axis(chart.X) : Axis(chart.Y),
        };
        if (chart.Kind == ChartKind.Bars)
        {
            layout["barmode"] = chart.IsStacked ? "stack" : "group";
            layout["yaxis"]!["autorange"] = "reversed";
            layout["yaxis"]!["automargin"] = true;
        }

        if (chart.Right is { } right)
        {
            layout["yaxis2"] = Axis(right);
            layout["yaxis2"]!["overlaying"] = "y";
            layout["yaxis2"]!["side"] = "right";
        }

        return new JsonObject { ["data"] = data, ["layout"] = layout }.ToJsonString();
    }

    private static JsonObject Points(Chart chart, ChartSeries series, int index)
    {
        var trace = new JsonObject
        {
            ["type"] = "scatter",
            ["mode"] = chart.Kind == ChartKind.Line ? "lines+markers" : "markers",
            ["name"] = Plain(series.Name),
            ["x"] = Numbers(series.Points.Select(point => point.X)),
            ["y"] = Numbers(series.Points.Select(point => point.Y)),
            ["marker"] = new JsonObject
            {
                ["color"] = Palette.Of(index),
                ["symbol"] = (index % 5) switch { 0 => "circle", 1 => "square", 2 => "triangle-up", 3 => "diamond", _ => "triangle-down" },
            },
        };
        if (series.IsOnRight)
        {
            trace["yaxis"] = "y2";
        }

        return trace;
    }

    private static JsonObject Bars(Chart chart, ChartSeries series, int index) => new()
    {
        ["type"] = "bar",
        ["orientation"] = "h",
        ["name"] = Plain(series.Name),
        ["x"] = Numbers(chart.Categories.Select((_, i) => BarSvg.ValueOf(series, i))),
        ["y"] = new JsonArray([.. chart.Categories.Select(name => (JsonNode?)Plain(name))]),
        ["marker"] = new JsonObject { ["color"] = Palette.Of(index) },
    };

    private static JsonObject Axis(ChartAxis axis)
    {
        var json = new JsonObject { ["title"] = new JsonObject { ["text"] = Plain(axis.Title) }, ["gridcolor"] = "rgba(128,128,128,0.25)" };
        if (axis.IsLog)
        {
            json["type"] = "log";
        }

        return json;
    }

    // JSON has neither NaN nor infinity; Plotly leaves gaps for null.
    private static JsonArray Numbers(IEnumerable<double> values) =>
        new([.. values.Select(value => double.IsFinite(value) ? (JsonNode?)value : null)]);

    // Plotly reads a little markup in its texts, links among it; names are not markup.
    private static string Plain(string text) => DisplayText.Clean(text, 200)
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);
}
