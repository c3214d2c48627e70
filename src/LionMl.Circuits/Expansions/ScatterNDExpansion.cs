using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>ScatterND by computed indices, replacing or adding: each tuple as one index into the flattened data.</summary>
internal sealed class ScatterNDExpansion : IExpansion
{
    public string OpType => "ScatterND";

    public (string Reason, string Hint)? Refuse(Graph graph, Node node) => node.Attributes.GetString("reduction", "none") is "none" or "add"
        || graph.TryGetConstant(node.Inputs[1], out _)
        ? null
        : ("it multiplies or compares at computed places.", "Use constant indices, or the reductions none or add.");

    public bool Applies(Graph graph, Node node) => !DataMovement.IsMovement(graph, node);

    public void Expand(Expander expander, Node node)
    {
        var data = expander.Graph.ShapeOf(node.Inputs[0]);
        var index = expander.Graph.ShapeOf(node.Inputs[1]);
        int depth = index[index.Rank - 1];
        int places = (int)data.Product(0, depth), behind = (int)data.Product(depth, data.Rank);
        int updates = (int)(index.ElementCount / depth);
        if (expander.Graph.TryGetConstant(node.Inputs[1], out var constant))
        {
            ScatterRounds.Define(expander, node, Places(data, depth, behind, constant!.ToFloats()));
            return;
        }

        string real = expander.Real(node.Inputs[0]);
        string flat = GatherNDExpansion.FlatIndex(expander, node.Inputs[1], [.. data.Dimensions.Take(depth)], updates);
        string selectors = expander.Transpose(GatherExpansion.Selectors(expander, flat, places), 1, 0);
        string sums = expander.Node("MatMul", [selectors, expander.Reshape(expander.Real(node.Inputs[2]), updates, behind)]);
        string rows = expander.Reshape(real, places, behind);
        if (node.Attributes.GetString("reduction", "none") == "none")
        {
            string hits = expander.Node("ReduceSum", [selectors, expander.Vector(1)]);
            rows = expander.Node("Mul", [rows, expander.Node("Sub", [expander.Scalar(1), hits])]);
        }

        expander.DefineReshaped(node.Outputs[0], expander.Node("Add", [rows, sums]));
    }

    private static long[] Places(TensorShape data, int depth, int behind, float[] tuples)
    {
        long[] strides = data.Strides(), places = new long[tuples.Length / depth * behind];
        for (int i = 0; i < places.Length; i++)
        {
            var (tuple, offset) = Math.DivRem(i, behind);
            places[i] = offset;
            for (int axis = 0; axis < depth; axis++)
            {
                long index = (long)tuples[(tuple * depth) + axis];
                places[i] += (index < 0 ? index + data[axis] : index) * strides[axis];
            }
        }

        return places;
    }
}
