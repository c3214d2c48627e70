using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>Gather by an index that is computed: one-hot selectors times the table.</summary>
internal sealed class GatherExpansion : IExpansion
{
    public string OpType => "Gather";

    public bool Applies(Graph graph, Node node) => !DataMovement.IsMovement(graph, node);

    public void Expand(Expander expander, Node node)
    {
        var data = expander.Graph.ShapeOf(node.Inputs[0]);
        var index = expander.Graph.ShapeOf(node.Inputs[1]);
        int axis = Shapes.Axis(node.Attributes.GetInt("axis", 0), data.Rank);
        int count = (int)index.ElementCount, places = data[axis];
        int before = (int)data.Product(0, axis), behind = (int)data.Product(axis + 1, data.Rank);

        // [index, places] · [places, before · behind] → before, index, behind
        string real = expander.Real(node.Inputs[0]);
        string selectors = Selectors(expander, expander.Reshape(node.Inputs[1], count), places);
        string cube = expander.Reshape(real, before, places, behind);
        string table = expander.Reshape(expander.Transpose(cube, 1, 0, 2), places, before * behind);
        string product = expander.Reshape(expander.Node("MatMul", [selectors, table]), count, before, behind);
        expander.DefineReshaped(node.Outputs[0], expander.Transpose(product, 1, 0, 2));
    }

    /// <summary>One-hot selectors along a new last axis.</summary>
    internal static string Selectors(Expander expander, string index, int places) => expander.Node(
        "OneHot", [index, expander.Constant(Tensor.Vector((long)places)), expander.Numbers([0, 1], 2)]);
}
