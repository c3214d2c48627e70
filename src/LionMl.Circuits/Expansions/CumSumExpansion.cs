using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>CumSum: a product with a triangle of ones along one axis, which costs no constraint.</summary>
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
        int length = shape[axis];
        bool exclusive = node.Attributes.GetInt("exclusive", 0) != 0, reverse = node.Attributes.GetInt("reverse", 0) != 0;
        float[] triangle = new float[length * length];
        for (int from = 0; from < length; from++)
        {
            for (int to = 0; to < length; to++)
            {
                bool counts = (reverse ? to < from : from < to) || (from == to && !exclusive);
                triangle[(from * length) + to] = counts ? 1 : 0;
            }
        }

        expander.Define(
            node.Outputs[0], "Identity", [AlongAxis.Multiplied(expander, node.Inputs[0], shape.Rank, axis, length, triangle)]);
    }
}
