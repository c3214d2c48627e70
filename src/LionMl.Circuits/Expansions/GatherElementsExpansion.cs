using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>GatherElements by a computed index: selectors times the line that each index points into.</summary>
internal sealed class GatherElementsExpansion : IExpansion
{
    public string OpType => "GatherElements";

    public bool Applies(Graph graph, Node node) => !DataMovement.IsMovement(graph, node);

    public void Expand(Expander expander, Node node)
    {
        var data = expander.Graph.ShapeOf(node.Inputs[0]);
        var index = expander.Graph.ShapeOf(node.Inputs[1]);
        int axis = Shapes.Axis(node.Attributes.GetInt("axis", 0), data.Rank);

        // [lines, places]: the lines along the axis, in the order of the index's elements.
        string lines = expander.Reshape(
            expander.Transpose(expander.Real(node.Inputs[0]), Shapes.AxisLast(data.Rank, axis)), (int)(data.ElementCount / data[axis]), data[axis]);
        string own = expander.Node("Gather", [lines, expander.Vector(Lines(data, index, axis))]);
        string selectors = GatherExpansion.Selectors(
            expander, expander.Reshape(node.Inputs[1], (int)index.ElementCount), data[axis]);
        string sum = expander.Node(
            "ReduceSum", [expander.Node("Mul", [selectors, own]), expander.Vector(1)], NodeAttributes.Empty.With("keepdims", 0L));
        expander.DefineReshaped(node.Outputs[0], sum);
    }

    /// <summary>For each element of an index the line of the data that it points into.</summary>
    internal static long[] Lines(TensorShape data, TensorShape index, int axis)
    {
        long[] lines = new long[index.ElementCount];
        for (int i = 0; i < lines.Length; i++)
        {
            int rest = i;
            long line = 0, stride = 1;
            for (int at = data.Rank - 1; at >= 0; at--)
            {
                (rest, int position) = Math.DivRem(rest, index[at]);
                if (at != axis)
                {
                    line += position * stride;
                    stride *= data[at];
                }
            }

            lines[i] = line;
        }

        return lines;
    }
}
