using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>
/// OneHot: selectors along a new axis. Indices that calibration sees inside of the range are proved to lie there; where it sees others,
/// each place is compared instead.
/// </summary>
internal sealed class OneHotOperator : IOperator
{
    public string OpType => "OneHot";

    public (string Reason, string Hint)? Refuse(Graph graph, Node node) =>
        graph.TryGetConstant(node.Inputs[1], out _) && graph.TryGetConstant(node.Inputs[2], out _)
            ? null
            : ("its depth or its values are computed.", "Only constant ones can be proved.");

    public Operand Quantize(IntegerBuilder builder, Node node)
    {
        string layer = node.Name;
        var shape = builder.Graph.ShapeOf(node.Outputs[0]);
        int axis = Shapes.Axis(node.Attributes.GetInt("axis", -1), shape.Rank);
        int depth = shape[axis];
        float[] values = ((ConstantOperand)builder.Get(node.Inputs[2])).Value.ToFloats();
        var index = builder.Floor(layer, builder.Integer(builder.Get(node.Inputs[0])));
        var (low, high) = builder.Statistics.Extremes(node.Inputs[0]);
        var last = low >= 0 && high <= depth - 1
            ? builder.Select(layer, index, depth)
            : Compared(builder, layer, index, depth);
        int[] order = [.. Enumerable.Range(0, (int)shape.ElementCount).Select(i => FromLast(i, shape, axis, depth))];
        var moved = builder.Gather(layer, [last], order, shape);
        return builder.Scale(
            layer, moved, Tensor.Scalar(values[1] - values[0]), values[0] == 0 ? null : Tensor.Scalar(values[0]), shape);
    }

    // Negative indices count from the end; whatever is outside has no place.
    private static IntegerOperand Compared(IntegerBuilder builder, string layer, IntegerOperand index, int depth)
    {
        var parts = new List<IntegerOperand>();
        for (int place = 0; place < depth; place++)
        {
            var here = builder.IsZero(layer, builder.PlusInteger(layer, index, [-place]));
            var fromEnd = builder.IsZero(layer, builder.PlusInteger(layer, index, [depth - place]));
            parts.Add(builder.Linear(layer, [(here, 1), (fromEnd, 1)], 0, index.Shape));
        }

        int count = (int)index.Shape.ElementCount;
        var shape = new TensorShape(index.Shape.Dimensions.Add(depth));
        int[] sources = [.. Enumerable.Range(0, count * depth).Select(i => (i % depth * count) + (i / depth))];
        return builder.Gather(layer, parts, sources, shape);
    }

    private static int FromLast(int element, TensorShape shape, int axis, int depth)
    {
        int inner = (int)shape.Product(axis + 1, shape.Rank);
        var (rest, behind) = Math.DivRem(element, inner);
        var (before, place) = Math.DivRem(rest, depth);
        return (((before * inner) + behind) * depth) + place;
    }
}
