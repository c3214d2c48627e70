using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>BatchNormalization with computed parameters: (x − mean) / √(variance + ε) · scale + shift.</summary>
internal sealed class BatchNormalizationExpansion : IExpansion
{
    public string OpType => "BatchNormalization";

    public bool Applies(Graph graph, Node node) =>
        node.Attributes.GetInt("training_mode", 0) == 0 && Enumerable.Range(1, 4).Any(i => !graph.TryGetConstant(node.Inputs[i], out _));

    public void Expand(Expander expander, Node node)
    {
        var shape = expander.Graph.ShapeOf(node.Inputs[0]);
        int[] column = new int[Math.Max(1, shape.Rank - 1)];
        Array.Fill(column, 1);
        column[0] = shape.Rank > 1 ? shape[1] : 1;
        string[] parameters = [.. Enumerable.Range(1, 4).Select(i => expander.Reshape(node.Inputs[i], column))];
        string distance = expander.Node("Sub", [node.Inputs[0], parameters[2]]);
        string padded = expander.Node("Add", [parameters[3], expander.Scalar(node.Attributes.GetFloat("epsilon", 1e-5f))]);
        string normalized = expander.Node("Div", [distance, expander.Node("Sqrt", [padded])]);
        Normalization.Finish(expander, node.Outputs[0], normalized, parameters[0], parameters[1]);
    }
}
