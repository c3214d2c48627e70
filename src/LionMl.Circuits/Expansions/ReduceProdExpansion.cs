using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>ReduceProd: products of halves, then of these halves' halves, and so on.</summary>
internal sealed class ReduceProdExpansion : IExpansion
{
    public string OpType => "ReduceProd";

    public (string Reason, string Hint)? Refuse(Graph graph, Node node) => ReductionRules.Refuse(graph, node);

    public void Expand(Expander expander, Node node)
    {
        var graph = expander.Graph;
        var reduction = Reduction.Of(graph, node);
        var shape = graph.ShapeOf(node.Outputs[0]);
        string flat = expander.Reshape(node.Inputs[0], (int)graph.ShapeOf(node.Inputs[0]).ElementCount);
        string[] factors = [.. Enumerable.Range(0, reduction.Length).Select(place =>
            expander.Node("Gather", [flat, expander.Vector([.. reduction.At(place).Select(i => (long)i)])]))];
        while (factors.Length > 1)
        {
            string[] products = new string[(factors.Length + 1) / 2];
            for (int i = 0; i < products.Length; i++)
            {
                products[i] = (2 * i) + 1 < factors.Length
                    ? expander.Node("Mul", [factors[2 * i], factors[(2 * i) + 1]])
                    : factors[2 * i];
            }

            factors = products;
        }

        expander.Define(node.Outputs[0], "Reshape", [factors[0], Shapes.Of(expander, shape)]);
    }
}
