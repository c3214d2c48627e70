using System.Text.Json.Nodes;
using System.Xml.Linq;
using LionMl.Interactive.Charts;
using LionMl.Interactive.Tests.Formatting;

namespace LionMl.Interactive.Tests.Charts;

public sealed class ChartTests
{
    private static readonly Chart Sizes = Chart.Line("proof size", x: "layers", y: "bytes")
        .Add("V3", (1, 957), (2, 957), (4, 1020))
        .Add("V2", (1, 900), (2, double.NaN), (8, 1100));

    private static readonly Chart Layers = Chart.Bars("cost", x: "layer", y: "count", ["dense", "relu"])
        .Add("constraints", 100, 2000)
        .Add("non-zeros", [300L, 5000L]);

    [Fact]
    public void A_chart_is_an_image_with_a_table()
    {
        string html = Shown.Html(Sizes);
        Assert.Single(HtmlRules.Drawings(html));
        Assert.Contains("1,020", HtmlRules.Check(html).Value, StringComparison.Ordinal);
        string alt = (string)HtmlRules.Check(html).Descendants("img").Single().Attribute("alt")!;
        Assert.Contains("line chart: proof size", alt, StringComparison.Ordinal);
    }

    [Fact]
    public void Plain_text_is_an_aligned_table()
    {
        Assert.Equal(
            """
            proof size
              layers     V3     V2
                   1    957    900
                   2    957    NaN
                   4  1,020
                   8         1,100
            """,
            Shown.Plain(Sizes));
        Assert.Equal(
            """
            cost
              layer  constraints  non-zeros
              dense          100        300
              relu         2,000      5,000
            """,
            Shown.Plain(Layers));
    }

    [Fact]
    public void Plotly_gets_a_figure_of_lines()
    {
        JsonNode figure = JsonNode.Parse(Shown.As(Sizes.LogY().OnRight("other", "B"), "application/vnd.plotly.v1+json")!)!;
        Assert.Equal(2, figure["data"]!.AsArray().Count);
        Assert.Equal("scatter", (string)figure["data"]![0]!["type"]!);
        Assert.Equal("lines+markers", (string)figure["data"]![0]!["mode"]!);
        Assert.Equal(957, (double)figure["data"]![0]!["y"]![0]!);
        Assert.Null(figure["data"]![1]!["y"]![1]);
        Assert.Equal("y2", (string)figure["data"]![1]!["yaxis"]!);
        Assert.Equal("proof size", (string)figure["layout"]!["title"]!["text"]!);
        Assert.Equal("log", (string)figure["layout"]!["yaxis"]!["type"]!);
        Assert.Equal("right", (string)figure["layout"]!["yaxis2"]!["side"]!);
        Assert.Equal("other (B)", (string)figure["layout"]!["yaxis2"]!["title"]!["text"]!);
    }

    [Fact]
    public void Plotly_gets_a_figure_of_bars()
    {
        JsonNode figure = JsonNode.Parse(Shown.As(Layers.Stacked(), "application/vnd.plotly.v1+json")!)!;
        Assert.Equal("bar", (string)figure["data"]![1]!["type"]!);
        Assert.Equal("h", (string)figure["data"]![1]!["orientation"]!);
        Assert.Equal(5000, (double)figure["data"]![1]!["x"]![1]!);
        Assert.Equal("relu", (string)figure["data"]![1]!["y"]![1]!);
        Assert.Equal("stack", (string)figure["layout"]!["barmode"]!);
        Assert.Equal("count", (string)figure["layout"]!["xaxis"]!["title"]!["text"]!);
    }

    [Fact]
    public void Data_of_every_kind_can_be_drawn()
    {
        Chart[] charts =
        [
            Chart.Line("", "", ""),
            Chart.Line("one point", "x", "y").Add("a", (5, 5)),
            Chart.Line("flat", "x", "y").Add("a", (0, 957), (1, 957), (2, 957)),
            Chart.Line("flat zero", "x", "y").Add("a", 0, 0, 0),
            Chart.Line("negative", "x", "y").Add("a", -5, -6, -7),
            Chart.Line("nothing but NaN", "x", "y").Add("a", double.NaN, double.NaN),
            Chart.Line("infinite", "x", "y").Add("a", double.PositiveInfinity, 1, double.NegativeInfinity, 2),
            Chart.Line("extreme", "x", "y").Add("a", double.MaxValue, double.MinValue, double.Epsilon),
            Chart.Line("huge", "x", "y").Add("a", 1e150, -1e150),
            Chart.Line("log of what has none", "x", "y").Add("a", -1, 0, 5, 500).LogX().LogY(),
            Chart.Line("log of nothing", "x", "y").Add("a", -1, 0).LogY(),
            Chart.Line("log flat", "x", "y").Add("a", 5, 5).LogY(),
            Chart.Line("log wide", "x", "y").Add("a", 1e-150, 1e150).LogY(),
            Chart.Line("long", "x", "y").Add("a", Enumerable.Range(0, 100_000).Select(i => Math.Sin(i * 0.001))),
            Chart.Points("points", "x", "y").Add("a", [(1, 2L), (1, 3L), (2, 5L)]),
            Chart.Line("two axes", "x", "y").Add("a", 1, 2).Add("b", 1e6, 2e6).OnRight("other", "s"),
            Chart.Bars("none", "x", "y", []),
            Chart.Bars("no series", "x", "y", ["a", "b"]),
            Chart.Bars("signs", "x", "y", ["a", "b", "c"]).Add("v", -5, 5, double.NaN),
            Chart.Bars("log", "x", "y", ["a", "b"]).Add("v", 1, 1e6).LogY(),
            Chart.Bars("log stacked", "x", "y", ["a", "b"]).Add("v", 1, 1e6).Add("w", 1e3, 1e6).LogY().Stacked(),
            Chart.Bars("many", "x", "y", Enumerable.Range(0, 5000).Select(i => $"layer {i}")).Add("v", Enumerable.Range(0, 5000)),
            Enumerable.Range(0, 100).Aggregate(Chart.Line("series", "x", "y"), (chart, i) => chart.Add($"series {i}", i, i + 1)),
            Enumerable.Range(0, 100).Aggregate(Chart.Bars("series", "x", "y", ["a"]), (chart, i) => chart.Add($"series {i}", i)),
        ];
        foreach (Chart chart in charts)
        {
            string html = Shown.Html(chart);
            Assert.Single(HtmlRules.Drawings(html));
            Assert.InRange(html.Length, 1, 300_000);
            Assert.NotEqual("", chart.ToString());
            Assert.NotNull(Shown.Plain(chart));
            Assert.NotNull(JsonNode.Parse(Shown.As(chart, "application/vnd.plotly.v1+json")!));
        }
    }

    [Fact]
    public void A_flat_series_is_drawn_inside_of_its_axis()
    {
        XElement svg = HtmlRules.Drawings(Shown.Html(Chart.Line("flat", "x", "y").Add("a", (0, 957), (1, 958))))[0];
        Assert.Contains(svg.Descendants(), element => element.Name.LocalName == "text" && element.Value == "0");
    }

    [Fact]
    public void Foreign_names_stay_text()
    {
        const string Name = "<img src=x onerror=\"alert('1')\">\0\u202E";
        Chart[] charts =
        [
            Chart.Line(Name, Name, Name, Name, Name).Add(Name, 1, 2).Add(Name, 2, 1).OnRight(Name, Name),
            Chart.Bars(Name, Name, Name, [Name, Name], Name).Add(Name, 1, 2).Add(Name, 1, 2),
        ];
        foreach (Chart chart in charts)
        {
            Assert.Single(HtmlRules.Drawings(Shown.Html(chart)));
            JsonNode figure = JsonNode.Parse(Shown.As(chart, "application/vnd.plotly.v1+json")!)!;
            Assert.DoesNotContain('<', (string)figure["layout"]!["title"]!["text"]!);
            Assert.DoesNotContain('<', (string)figure["data"]![0]!["name"]!);
        }

        string large = new('z', 1 << 20);
        Assert.InRange(Shown.Html(Chart.Bars(large, large, large, [large], large).Add(large, 1)).Length, 1, 20_000);
    }

    [Fact]
    public void Charts_are_immutable()
    {
        Chart empty = Chart.Line("t", "x", "y");
        Chart full = empty.Add("a", 1, 2).LogY();
        Assert.Empty(empty.Series);
        Assert.False(empty.Y.IsLog);
        Assert.Equal([new ChartPoint(0, 1), new ChartPoint(1, 2)], full.Series[0].Points.AsEnumerable());
    }

    [Fact]
    public void Every_way_to_add_gives_the_same_points()
    {
        Chart chart = Chart.Line("t", "x", "y")
            .Add("tuples", (1, 2), (3, 4))
            .Add("array", new[] { (1, 2), (3, 4) })
            .Add("list", new List<(int, double)> { (1, 2), (3, 4) })
            .Add("doubles", new[] { (1.0, 2.0), (3.0, 4.0) })
            .Add("items", new[] { 1, 3 }, i => i, i => i + 1);
        Assert.All(chart.Series, one => Assert.Equal([new ChartPoint(1, 2), new ChartPoint(3, 4)], one.Points.AsEnumerable()));
    }

    [Fact]
    public void Misuse_is_told()
    {
        Assert.Throws<ArgumentException>(() => Layers.Add("too many", 1, 2, 3));
        Assert.Throws<InvalidOperationException>(() => Layers.LogX());
        Assert.Throws<InvalidOperationException>(() => Sizes.Stacked());
        Assert.Throws<InvalidOperationException>(() => Layers.OnRight("r"));
        Assert.Throws<InvalidOperationException>(() => Chart.Line("t", "x", "y").OnRight("r"));
    }

    [Fact]
    public void Results_have_charts()
    {
        var samples = new Samples();
        Chart layers = CostCharts.LayerBars(samples.Cost);
        Assert.Equal(["input", "dense_1", "relu"], layers.Categories.AsEnumerable());
        Assert.Equal(14072, layers.Series[1].Points[1].Y);
        Assert.Equal(0.75, CostCharts.PhaseBars(samples.Record).Series[0].Points[1].Y);
    }
}
