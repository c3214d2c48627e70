using LionMl.Onnx;

namespace LionMl.Interactive.Tests.Formatting;

public sealed class GraphFormatterTests
{
    [Fact]
    public void Nodes_shapes_and_parameters_are_counted()
    {
        Graph graph = Model("net", "relu");
        string text = HtmlRules.Check(Shown.Html(graph)).Value;
        Assert.Contains("2 nodes, 12 parameters", text, StringComparison.Ordinal);
        Assert.Contains("[1, 3]", text, StringComparison.Ordinal);
        string plain = Shown.Plain(graph);
        Assert.Contains("MatMul", plain, StringComparison.Ordinal);
        Assert.Contains("x Float [1, 4]", plain, StringComparison.Ordinal);
    }

    [Fact]
    public void Foreign_names_stay_text_and_short()
    {
        HtmlRules.Check(Shown.Html(Model("<script>alert(1)</script>", "\"><img onerror=1>\0")));
        string large = new('y', 1 << 20);
        Assert.InRange(Shown.Html(Model(large, large)).Length, 1, 20_000);
        Assert.InRange(Shown.Plain(Model(large, large)).Length, 1, 10_000);
    }

    private static Graph Model(string name, string node) => new GraphBuilder(name)
        .Input("x", TensorShape.Of(1, 4))
        .Constant("w", new Tensor(TensorShape.Of(4, 3), new float[12]))
        .Node("MatMul", ["x", "w"], ["h"], nodeName: "dense")
        .Node("Relu", ["h"], ["y"], nodeName: node)
        .Output("y")
        .Build();
}
