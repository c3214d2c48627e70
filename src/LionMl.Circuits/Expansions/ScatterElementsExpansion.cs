using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>
/// ScatterElements by a computed index, replacing or adding: selectors say which element of a line each update goes to. Two updates of
/// one element are refused by ONNX itself where they replace.
/// </summary>
internal sealed class ScatterElementsExpansion : IExpansion
{
    public string OpType => "ScatterElements";

    public (string Reason, string Hint)? Refuse(Graph graph, Node node) => node.Attributes.GetString("reduction", "none") is "none" or "add"
        || graph.TryGetConstant(node.Inputs[1], out _)
        ? null
        : ("it multiplies or compares at computed places.", "Use a constant index, or the reductions none or add.");

    public bool Applies(Graph graph, Node node) => !DataMovement.IsMovement(graph, node);

    public void Expand(Expander expander, Node node)
    {
        var data = expander.Graph.ShapeOf(node.Inputs[0]);
        var index = expander.Graph.ShapeOf(node.Inputs[1]);
        int axis = Shapes.Axis(node.Attributes.GetInt("axis", 0), data.Rank);
        int places = data[axis], lines = (int)(data.ElementCount / places);

        if (expander.Graph.TryGetConstant(node.Inputs[1], out var constant))
        {
            ScatterRounds.Define(expander, node, Places(data, index, axis, constant!.ToFloats()));
            return;
        }

        // Updates by the line that they go to; lines without updates have none to add up.
        long[] line = GatherElementsExpansion.Lines(data, index, axis);
        int updates = line.Length;
        float[] belongs = new float[lines * updates];
        for (int i = 0; i < updates; i++)
        {
            belongs[(line[i] * updates) + i] = 1;
        }

        Write(
            expander,
            node,
            expander.Reshape(expander.Transpose(expander.Real(node.Inputs[0]), Shapes.AxisLast(data.Rank, axis)), lines, places),
            GatherExpansion.Selectors(expander, expander.Reshape(node.Inputs[1], updates), places),
            expander.Reshape(expander.Real(node.Inputs[2]), updates, 1),
            expander.Numbers(belongs, lines, updates),
            result => Back(expander, result, data, axis));
    }

    /// <summary>Writes data · (1 − hit) + Σ selectors · updates, or data + Σ where it adds.</summary>
    private static void Write(
        Expander expander, Node node, string data, string selectors, string updates, string belongs, Func<string, string> back)
    {
        string sums = expander.Node("MatMul", [belongs, expander.Node("Mul", [selectors, updates])]);
        string kept = data;
        if (node.Attributes.GetString("reduction", "none") == "none")
        {
            string hits = expander.Node("MatMul", [belongs, selectors]);
            kept = expander.Node("Mul", [data, expander.Node("Sub", [expander.Scalar(1), hits])]);
        }

        expander.DefineReshaped(node.Outputs[0], back(expander.Node("Add", [kept, sums])));
    }

    private static long[] Places(TensorShape data, TensorShape index, int axis, float[] indices)
    {
        long[] strides = data.Strides(), places = new long[indices.Length];
        for (int i = 0; i < places.Length; i++)
        {
            int rest = i;
            for (int at = data.Rank - 1; at >= 0; at--)
            {
                (rest, int position) = Math.DivRem(rest, index[at]);
                long own = at != axis ? position : indices[i] < 0 ? (long)indices[i] + data[axis] : (long)indices[i];
                places[i] += own * strides[at];
            }
        }

        return places;
    }

    private static string Back(Expander expander, string lines, TensorShape data, int axis)
    {
        int[] last = Shapes.AxisLast(data.Rank, axis);
        string turned = expander.Reshape(lines, [.. last.Select(i => data[i])]);
        int[] inverse = new int[data.Rank];
        for (int i = 0; i < inverse.Length; i++)
        {
            inverse[last[i]] = i;
        }

        return expander.Transpose(turned, inverse);
    }
}
