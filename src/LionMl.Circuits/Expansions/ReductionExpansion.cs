using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>A reduction that is a function before a sum and a function behind it.</summary>
/// <param name="opType">The operator's name in ONNX.</param>
/// <param name="before">The operator on each element: Abs, or Mul for the square; empty for none.</param>
/// <param name="after">The operator on the sum: Sqrt or Log; empty for none.</param>
internal sealed class ReductionExpansion(string opType, string before, string after) : IExpansion
{
    public string OpType { get; } = opType;

    public (string Reason, string Hint)? Refuse(Graph graph, Node node) => ReductionRules.Refuse(graph, node);

    public void Expand(Expander expander, Node node)
    {
        string input = node.Inputs[0];
        string term = before switch
        {
            "" => input,
            "Mul" => expander.Node("Mul", [input, input]),
            _ => expander.Node(before, [input]),
        };
        var attributes = Attributes(node);
        string[] inputs = Axes(expander, node) is { } axes ? [term, axes] : [term];
        if (after.Length == 0)
        {
            expander.Define(node.Outputs[0], "ReduceSum", inputs, attributes);
        }
        else
        {
            expander.Define(node.Outputs[0], after, [expander.Node("ReduceSum", inputs, attributes)]);
        }
    }

    /// <summary>The attributes of the sum.</summary>
    internal static NodeAttributes Attributes(Node node) =>
        NodeAttributes.Empty.With("keepdims", node.Attributes.GetInt("keepdims", 1))
            .With("noop_with_empty_axes", node.Attributes.GetInt("noop_with_empty_axes", 0));

    /// <summary>The axes as ReduceSum takes them, or null for all.</summary>
    internal static string? Axes(Expander expander, Node node)
    {
        if (node.HasInput(1))
        {
            return node.Inputs[1];
        }

        var axes = node.Attributes.GetInts("axes");
        return axes.IsDefaultOrEmpty ? null : expander.Vector(axes.AsSpan());
    }
}
