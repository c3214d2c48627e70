using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>Conv with computed weights: the windows of the input as columns of a matrix, and a product of matrices.</summary>
internal sealed class ConvExpansion : IExpansion
{
    public string OpType => "Conv";

    public bool Applies(Graph graph, Node node) =>
        !graph.TryGetConstant(node.Inputs[1], out _) || (node.HasInput(2) && !graph.TryGetConstant(node.Inputs[2], out _));

    public void Expand(Expander expander, Node node)
    {
        var input = expander.Graph.ShapeOf(node.Inputs[0]);
        var weights = expander.Graph.ShapeOf(node.Inputs[1]);
        var geometry = WindowGeometry.Of(expander.Graph, node);
        int groups = (int)node.Attributes.GetInt("group", 1);
        int taps = (int)weights.Product(2, weights.Rank);
        string left = expander.Reshape(node.Inputs[1], 1, groups, weights[0] / groups, input[1] / groups * taps);
        WindowProduct.Define(expander, node, groups, taps, left, (place, tap) => Source(geometry, place, tap));
    }

    // The place in a plane that a tap of a window reads, or −1.
    private static long Source(WindowGeometry geometry, int window, int tap)
    {
        long source = 0, stride = 1;
        for (int axis = geometry.SpatialRank - 1; axis >= 0; axis--)
        {
            (window, int position) = Math.DivRem(window, geometry.OutputSizes[axis]);
            (tap, int at) = Math.DivRem(tap, geometry.KernelSizes[axis]);
            int place = geometry.InputPosition(axis, position, at);
            if (place < 0 || place >= geometry.InputSizes[axis])
            {
                return -1;
            }

            source += place * stride;
            stride *= geometry.InputSizes[axis];
        }

        return source;
    }
}
