using LionMl.Onnx;
using LionMl.Results;

namespace LionMl.Interactive.Formatting;

/// <summary>A model as a table of its nodes.</summary>
internal static class GraphView
{
    private const int MaxPlainRows = 200;

    public static void Write(HtmlBuilder html, Graph graph)
    {
        VerdictView.Line(html, "model", Headline(graph));
        Body(html, graph);
    }

    /// <summary>All but the headline.</summary>
    public static void Body(HtmlBuilder html, Graph graph)
    {
        HtmlTable.Facts(html, ("inputs", Tensors(graph.Inputs)), ("outputs", Tensors(graph.Outputs)));
        html.Element("div", "nodes", HtmlStyle.Heading);
        long most = Math.Max(1, graph.Nodes.Count == 0 ? 1 : graph.Nodes.Max(node => Parameters(graph, node)));
        HtmlTable table = HtmlTable.Open(html, ["node", "operator", "output", "shape", "parameters", ""], [4]);
        foreach (Node node in graph.Nodes)
        {
            long parameters = Parameters(graph, node);
            table.Row(
                HtmlCell.Of(cell => cell.Element("span", node.Name, "font-weight:600")),
                Operator(node),
                Output(node),
                Shape(graph, node),
                parameters == 0 ? "" : Units.Count(parameters),
                HtmlCell.Of(cell =>
                {
                    if (parameters > 0)
                    {
                        HtmlBars.Track(cell, (double)parameters / most, Palette.Blue, 72);
                    }
                }));
        }

        table.Close();
    }

    /// <summary>The same as sections for plain text.</summary>
    public static IReadOnlyList<ReportSection> Sections(Graph graph) =>
    [
        ReportSection.Facts(
            "model",
            ("name", graph.Name),
            ("operators", Headline(graph)),
            ("inputs", Tensors(graph.Inputs)),
            ("outputs", Tensors(graph.Outputs))),
        new ReportSection(
            graph.Nodes.Count > MaxPlainRows ? $"nodes (the first {MaxPlainRows})" : "nodes",
            ["node", "operator", "output", "shape", "parameters"],
            [.. graph.Nodes.Take(MaxPlainRows).Select(node => (System.Collections.Immutable.ImmutableArray<string>)
                [node.Name, Operator(node), Output(node), Shape(graph, node), Units.Count(Parameters(graph, node))])])
        {
            NumberColumns = [4],
        },
    ];

    private static string Headline(Graph graph) => $"{Short(graph.Name)}: {Units.Count(graph.Nodes.Count)} nodes, "
        + $"{Units.Count(graph.Constants.Values.Where(IsParameter).Sum(constant => (long)constant.Count))} parameters, opset {graph.Opset}";

    private static string Short(string name) => DisplayText.Clean(name, 100);

    private static string Tensors(IReadOnlyList<GraphTensor> tensors) =>
        string.Join(", ", tensors.Take(16).Select(tensor => $"{Short(tensor.Name)} {tensor.ElementType} {tensor.Shape}"))
            + (tensors.Count > 16 ? $", and {tensors.Count - 16} more" : "");

    private static string Operator(Node node) => node.Domain.Length == 0 ? node.OpType : $"{Short(node.Domain)}.{node.OpType}";

    private static string Output(Node node) => string.Join(", ", node.Outputs.Where(name => name.Length > 0).Take(8).Select(Short));

    private static string Shape(Graph graph, Node node) =>
        string.Join(", ", node.Outputs.Where(name => name.Length > 0).Take(8).Select(name => graph.ShapeOf(name).ToString()));

    // Shapes, axes and the like are integers; what training finds is real.
    private static bool IsParameter(Tensor constant) => constant.Type.IsFloating();

    private static long Parameters(Graph graph, Node node) => node.Inputs.Distinct()
        .Sum(name => name.Length > 0 && graph.TryGetConstant(name, out Tensor? value) && IsParameter(value!) ? (long)value!.Count : 0);
}
