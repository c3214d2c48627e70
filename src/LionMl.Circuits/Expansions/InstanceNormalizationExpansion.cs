using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>InstanceNormalization: each channel of each sample over its positions.</summary>
internal sealed class InstanceNormalizationExpansion : IExpansion
{
    public string OpType => "InstanceNormalization";

    public void Expand(Expander expander, Node node)
    {
        var shape = expander.Graph.ShapeOf(node.Inputs[0]);
        long[] axes = [.. Enumerable.Range(2, shape.Rank - 2).Select(i => (long)i)];
        var (normalized, _, _) = Normalization.Write(
            expander, node.Inputs[0], axes, (int)shape.Product(2, shape.Rank), node.Attributes.GetFloat("epsilon", 1e-5f));
        int[] channels = new int[shape.Rank - 1];
        Array.Fill(channels, 1);
        channels[0] = shape[1];
        Normalization.Finish(
            expander,
            node.Outputs[0],
            normalized,
            expander.Reshape(node.Inputs[1], channels),
            expander.Reshape(node.Inputs[2], channels));
    }
}
