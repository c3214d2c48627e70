using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>ReduceLogSumExp: max + log Σ e^(x − max).</summary>
internal sealed class ReduceLogSumExpExpansion : IExpansion
{
    public string OpType => "ReduceLogSumExp";

    public (string Reason, string Hint)? Refuse(Graph graph, Node node) => ReductionRules.Refuse(graph, node);

    public void Expand(Expander expander, Node node)
    {
        var shape = expander.Graph.ShapeOf(node.Inputs[0]);
        long[] axes = node.HasInput(1) && expander.Graph.TryGetConstant(node.Inputs[1], out var given)
            ? given!.Integers.ToArray()
            : [.. node.Attributes.GetInts("axes")];
        if (axes.Length == 0 && node.Attributes.GetInt("noop_with_empty_axes", 0) != 0)
        {
            expander.Define(node.Outputs[0], "Identity", [node.Inputs[0]]);
            return;
        }

        axes = axes.Length == 0 ? [.. Enumerable.Range(0, shape.Rank).Select(axis => (long)axis)] : axes;
        var over = NodeAttributes.Empty.With("axes", axes);
        string greatest = expander.Node("ReduceMax", [node.Inputs[0]], over);
        string exponentials = expander.Node("Exp", [expander.Node("Sub", [node.Inputs[0], greatest])]);
        string logarithm = expander.Node("Log", [expander.Node("ReduceSum", [exponentials, expander.Vector(axes)])]);
        if (node.Attributes.GetInt("keepdims", 1) != 0)
        {
            expander.Define(node.Outputs[0], "Add", [greatest, logarithm]);
        }
        else
        {
            string sum = expander.Node("Add", [greatest, logarithm]);
            expander.Define(node.Outputs[0], "Squeeze", [sum, expander.Vector(axes)]);
        }
    }
}
