using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>LayerNormalization over the axes from a given one on.</summary>
internal sealed class LayerNormalizationExpansion : IExpansion
{
    public string OpType => "LayerNormalization";

    public void Expand(Expander expander, Node node)
    {
        var shape = expander.Graph.ShapeOf(node.Inputs[0]);
        int axis = Shapes.Axis(node.Attributes.GetInt("axis", -1), shape.Rank);
        long[] axes = [.. Enumerable.Range(axis, shape.Rank - axis).Select(i => (long)i)];
        int count = (int)shape.Product(axis, shape.Rank);
        var (normalized, sum, deviation) = Normalization.Write(
            expander, node.Inputs[0], axes, count, node.Attributes.GetFloat("epsilon", 1e-5f));
        Normalization.Finish(expander, node.Outputs[0], normalized, node.Inputs[1], node.HasInput(2) ? node.Inputs[2] : null);
        if (node.HasOutput(1))
        {
            expander.Define(node.Outputs[1], "Mul", [sum, expander.Scalar(1.0 / count)]);
        }

        if (node.HasOutput(2))
        {
            expander.Define(node.Outputs[2], "Mul", [expander.Node("Reciprocal", [deviation]), expander.Scalar(count)]);
        }
    }
}
