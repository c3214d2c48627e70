using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>GatherND by computed indices: each tuple as one index into the flattened data.</summary>
internal sealed class GatherNDExpansion : IExpansion
{
    public string OpType => "GatherND";

    public bool Applies(Graph graph, Node node) => !DataMovement.IsMovement(graph, node);

    public void Expand(Expander expander, Node node)
    {
        var data = expander.Graph.ShapeOf(node.Inputs[0]);
        var index = expander.Graph.ShapeOf(node.Inputs[1]);
        int batches = (int)node.Attributes.GetInt("batch_dims", 0);
        int depth = index[index.Rank - 1];
        int batch = (int)data.Product(0, batches);
        int places = (int)data.Product(batches, batches + depth), behind = (int)data.Product(batches + depth, data.Rank);
        int tuples = (int)(index.ElementCount / depth / batch);
        string real = expander.Real(node.Inputs[0]);
        string flat = FlatIndex(expander, node.Inputs[1], [.. data.Dimensions.Skip(batches).Take(depth)], batch * tuples);
        string selectors = expander.Reshape(GatherExpansion.Selectors(expander, flat, places), batch, tuples, places);
        string table = expander.Reshape(real, batch, places, behind);
        expander.DefineReshaped(node.Outputs[0], expander.Node("MatMul", [selectors, table]));
    }

    /// <summary>Tuples of indices as one index each.</summary>
    internal static string FlatIndex(Expander expander, string index, int[] sizes, int tuples)
    {
        int depth = sizes.Length;
        string rows = expander.Reshape(index, tuples, depth);
        long[] strides = new long[depth];
        long stride = 1;
        for (int i = depth - 1; i >= 0; i--)
        {
            strides[i] = stride;
            stride *= sizes[i];
        }

        string scaled = expander.Node("Mul", [rows, expander.Vector(strides)]);
        return expander.Node("ReduceSum", [scaled, expander.Vector(1)], NodeAttributes.Empty.With("keepdims", 0L));
    }
}
