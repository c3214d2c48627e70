using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>
/// CumSum: a tensor plus itself moved by one place, that plus itself moved by two, by four and so on. Sums cost no constraint, and unlike
/// a product with a triangle of ones they hold nothing that would be taken for weights and hidden.
/// </summary>
internal sealed class CumSumExpansion : IExpansion
{
    public string OpType => "CumSum";

    public (string Reason, string Hint)? Refuse(Graph graph, Node node) => graph.TryGetConstant(node.Inputs[1], out _)
        ? null
        : ("its axis is computed.", "Only a constant axis can be proved.");

    public void Expand(Expander expander, Node node)
    {
        var shape = expander.Graph.ShapeOf(node.Inputs[0]);
        _ = expander.Graph.TryGetConstant(node.Inputs[1], out var constant);
        int axis = Shapes.Axis((long)constant!.ToFloats()[0], shape.Rank);
        bool reverse = node.Attributes.GetInt("reverse", 0) != 0;
        string sum = node.Attributes.GetInt("exclusive", 0) != 0 ? Moved(node.Inputs[0], 1) : node.Inputs[0];
        for (int summed = 1; summed < shape[axis]; summed *= 2)
        {
            sum = expander.Node("Add", [sum, Moved(sum, summed)]);
        }

        expander.Define(node.Outputs[0], "Identity", [sum]);

        // Along the axis, with zeros where nothing comes from.
        string Moved(string tensor, int places)
        {
            long[] pads = new long[2 * shape.Rank];
            (pads[axis], pads[axis + shape.Rank]) = reverse ? (-places, places) : (places, -places);
            return expander.Node("Pad", [tensor, expander.Vector(pads)]);
        }
    }
}
