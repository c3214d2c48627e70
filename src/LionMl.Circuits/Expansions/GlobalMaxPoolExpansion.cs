using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>GlobalMaxPool: the greatest of each channel.</summary>
internal sealed class GlobalMaxPoolExpansion : IExpansion
{
    public string OpType => "GlobalMaxPool";

    public void Expand(Expander expander, Node node)
    {
        int rank = expander.Graph.ShapeOf(node.Inputs[0]).Rank;
        long[] axes = [.. Enumerable.Range(2, rank - 2).Select(axis => (long)axis)];
        expander.Define(node.Outputs[0], "ReduceMax", [node.Inputs[0]], NodeAttributes.Empty.With("axes", axes));
    }
}
