using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>
/// MaxPool: a chain of maxima over each window; cells of the padding are left out. A Relu before it is taken after it instead, on fewer
/// elements, which gives the same result because Relu is monotone.
/// </summary>
internal sealed class MaxPoolOperator : IOperator
{
    public string OpType => "MaxPool";

    public (string Reason, string Hint)? Refuse(Graph graph, Node node) =>
        node.Attributes.GetInt("storage_order", 0) != 0 && node.HasOutput(1)
            ? ("its places are counted in column-major order.", "Use row-major storage.")
            : null;

    public Operand Quantize(IntegerBuilder builder, Node node)
    {
        var operand = builder.Get(node.Inputs[0]);
        return operand is ReluOperand relu && builder.Does(Passes.PoolBeforeActivation)
            ? new ReluOperand(Pool(builder, node, builder.Integer(relu.Inner)), relu.Layer, node.Outputs[0])
            : Pool(builder, node, builder.Integer(operand));
    }

    public int Outputs => 2;

    public void Define(IntegerBuilder builder, Node node)
    {
        if (!node.HasOutput(1))
        {
            builder.Define(node.Outputs[0], Quantize(builder, node));
            return;
        }

        var input = builder.Integer(builder.Get(node.Inputs[0]));
        var (values, places) = PoolWithPlaces(builder, node, input);
        builder.Define(node.Outputs[0], values);
        builder.Define(node.Outputs[1], places);
    }

    /// <summary>The greatest element of each window and its place in the input; of equal ones the first.</summary>
    private static (IntegerOperand Values, IntegerOperand Places) PoolWithPlaces(
        IntegerBuilder builder, Node node, IntegerOperand input)
    {
        string layer = node.Name;
        var shape = builder.Graph.ShapeOf(node.Outputs[0]);
        var cells = Windows(WindowGeometry.Of(builder.Graph, node), input.Shape, shape);
        (IntegerOperand Value, IntegerOperand Place) At(int step)
        {
            // A shorter window names its last cell again, which is not greater than itself.
            int[] sources = [.. cells.Select(window => window[Math.Min(step, window.Count - 1)])];
            var place = builder.PlusInteger(layer, builder.Same(layer, 0, shape), Array.ConvertAll(sources, source => (long)source));
            return (builder.Gather(layer, [input], sources, shape), place);
        }

        var best = At(0);
        for (int step = 1; step < cells.Max(window => window.Count); step++)
        {
            best = ArgExtremumOperator.Winner(builder, layer, best, At(step), last: false);
        }

        return best;
    }

    private static IntegerOperand Pool(IntegerBuilder builder, Node node, IntegerOperand input)
    {
        var shape = builder.Graph.ShapeOf(node.Outputs[0]);
        var cells = Windows(WindowGeometry.Of(builder.Graph, node), input.Shape, shape);
        int longest = cells.Max(window => window.Count);
        int[] all = [.. Enumerable.Range(0, cells.Length)];
        var current = builder.Gather(node.Name, [input], [.. cells.Select(window => window[0])], shape);
        for (int step = 1; step < longest; step++)
        {
            int[] longer = [.. all.Where(window => cells[window].Count > step)];
            var stage = longer.Length == all.Length ? shape : TensorShape.Of(longer.Length);
            int at = step;
            var next = builder.Gather(node.Name, [input], [.. longer.Select(window => cells[window][at])], stage);
            var larger = builder.Maximum(node.Name, builder.Gather(node.Name, [current], longer, stage), next);
            if (longer.Length < all.Length)
            {
                int[] sources = [.. all];
                for (int i = 0; i < longer.Length; i++)
                {
                    sources[longer[i]] = all.Length + i;
                }

                larger = builder.Gather(node.Name, [current, larger], sources, shape);
            }

            current = larger;
        }

        return current;
    }

    /// <summary>For each element of the result the input elements of its window that are not padding.</summary>
    private static List<int>[] Windows(WindowGeometry geometry, TensorShape input, TensorShape output)
    {
        int spatial = geometry.SpatialRank;
        int plane = (int)output.Product(2, output.Rank), inputPlane = (int)input.Product(2, input.Rank);
        int taps = geometry.KernelSizes.Aggregate(1, (product, size) => product * size);
        var windows = new List<int>[output.ElementCount];
        for (int i = 0; i < windows.Length; i++)
        {
            windows[i] = [];
            for (int tap = 0; tap < taps; tap++)
            {
                int offset = 0, stride = 1, rest = i % plane, restTap = tap;
                for (int axis = spatial - 1; axis >= 0 && offset >= 0; axis--)
                {
                    (rest, int position) = Math.DivRem(rest, geometry.OutputSizes[axis]);
                    (restTap, int at) = Math.DivRem(restTap, geometry.KernelSizes[axis]);
                    int place = geometry.InputPosition(axis, position, at);
                    offset = place < 0 || place >= geometry.InputSizes[axis] ? -1 : offset + (place * stride);
                    stride *= geometry.InputSizes[axis];
                }

                if (offset >= 0)
                {
                    windows[i].Add((i / plane * inputPlane) + offset);
                }
            }

            if (windows[i].Count == 0)
            {
                throw new CircuitException("A pooling window lies in the padding entirely; it has no largest element.");
            }
        }

        return windows;
    }
}
