using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>
/// NonZero with a stated number N of results. Counted in row-major order, the elements up to each one that are not zero are 0 to N. The
/// k-th result's place is how many elements have a count below k, the same for whole rows is its row, and so on for each axis: sums of
/// one-hot selectors of the counts. No weights occur, so that none can be hidden and chosen by the prover.
/// </summary>
internal sealed class NonZeroExpansion : IExpansion
{
    public string OpType => "NonZero";

    public (string Reason, string Hint)? Refuse(Graph graph, Node node) => graph.ShapeOf(node.Outputs[0]).ElementCount > 0
        ? null
        : ("its result has no elements.", "Leave out what is made of it, or use a mask of fixed shape (Where) instead.");

    public void Expand(Expander expander, Node node)
    {
        var shape = expander.Graph.ShapeOf(node.Inputs[0]);
        int number = expander.Graph.ShapeOf(node.Outputs[0])[1];
        int elements = (int)shape.ElementCount;
        string isNonZero = expander.Node("Cast", [node.Inputs[0]], To(ElementType.Bool));
        string flat = expander.Reshape(expander.Node("Cast", [isNonZero], To(ElementType.Int64)), elements);
        string counts = Checked(expander, CumSum(expander, flat, 0), elements, number);
        string selectors = GatherExpansion.Selectors(expander, counts, number + 1);
        string[] rows = [.. Enumerable.Range(0, shape.Rank).Select(
            axis => Before(expander, selectors, elements, number, (int)shape.Product(axis + 1, shape.Rank)))];
        for (int axis = shape.Rank - 1; axis > 0; axis--)
        {
            rows[axis] = expander.Node(
                "Sub", [rows[axis], expander.Node("Mul", [rows[axis - 1], expander.Scalar(shape[axis])])]);
        }

        expander.Define(node.Outputs[0], "Concat", rows, NodeAttributes.Empty.With("axis", 0L));
    }

    /// <summary>The counts, provided that the last one is the number: they are gathered from an axis of size 1.</summary>
    /// <remarks>Twice the difference is the index, because −1 would be one as well: it counts from behind.</remarks>
    private static string Checked(Expander expander, string counts, int elements, int number)
    {
        string total = expander.Node("Gather", [counts, expander.Vector(elements - 1)]);
        string difference = expander.Node("Sub", [total, expander.Scalar(number)]);
        string index = expander.Node("Add", [difference, difference]);
        string guarded = expander.Node("Gather", [expander.Reshape(counts, 1, elements), index]);
        return expander.Reshape(guarded, elements);
    }

    /// <summary>For each result, how many blocks of so many elements lie before it as a whole, as [1, number].</summary>
    private static string Before(Expander expander, string selectors, int elements, int number, int block)
    {
        // A block lies before the k-th result if its last element's count is below k.
        string last = expander.Node(
            "Slice",
            [selectors, expander.Vector(block - 1), expander.Vector(elements), expander.Vector(0), expander.Vector(block)]);
        string blocks = expander.Node("ReduceSum", [last, expander.Vector(0)]);
        string below = CumSum(expander, blocks, 1);
        return expander.Node("Slice", [below, expander.Vector(0), expander.Vector(number), expander.Vector(1)]);
    }

    private static string CumSum(Expander expander, string tensor, long axis) =>
        expander.Node("CumSum", [tensor, expander.Constant(Tensor.Scalar(axis))]);

    private static NodeAttributes To(ElementType type) => NodeAttributes.Empty.With("to", (long)type);
}
