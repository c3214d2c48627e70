using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>MeanVarianceNormalization over given axes.</summary>
internal sealed class MeanVarianceNormalizationExpansion : IExpansion
{
    public string OpType => "MeanVarianceNormalization";

    public void Expand(Expander expander, Node node)
    {
        var shape = expander.Graph.ShapeOf(node.Inputs[0]);
        long[] axes = [.. node.Attributes.GetInts("axes", [0, 2, 3])];
        int count = axes.Aggregate(1, (product, axis) => product * shape[Shapes.Axis(axis, shape.Rank)]);
        var (normalized, _, _) = Normalization.Write(expander, node.Inputs[0], axes, count, 1e-9);
        Normalization.Finish(expander, node.Outputs[0], normalized, null, null);
    }
}
