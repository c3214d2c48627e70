using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>Hardmax: 1 at the place of the first greatest number, 0 elsewhere.</summary>
internal sealed class HardmaxExpansion : IExpansion
{
    public string OpType => "Hardmax";

    public void Expand(Expander expander, Node node)
    {
        var shape = expander.Graph.ShapeOf(node.Inputs[0]);
        int axis = Shapes.Axis(node.Attributes.GetInt("axis", -1), shape.Rank);
        string place = expander.Node("ArgMax", [node.Inputs[0]], NodeAttributes.Empty.With("axis", (long)axis).With("keepdims", 0L));
        expander.Define(
            node.Outputs[0],
            "OneHot",
            [place, expander.Constant(Tensor.Vector((long)shape[axis])), expander.Numbers([0, 1], 2)],
            NodeAttributes.Empty.With("axis", (long)axis));
    }
}
