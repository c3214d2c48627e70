using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>Pow with a computed exponent: e^(exponent · log base), for positive bases; whole numbers are rounded back.</summary>
internal sealed class PowExpansion : IExpansion
{
    public string OpType => "Pow";

    public bool Applies(Graph graph, Node node) => !graph.TryGetConstant(node.Inputs[1], out _);

    public void Expand(Expander expander, Node node)
    {
        var graph = expander.Graph;
        string logarithm = expander.Node("Log", [Real(0)]);
        string power = expander.Node("Exp", [expander.Node("Mul", [logarithm, Real(1)])]);
        var type = graph.TensorOf(node.Outputs[0]).ElementType;
        if (type.IsFloating())
        {
            expander.Define(node.Outputs[0], "Identity", [power]);
        }
        else
        {
            expander.Define(
                node.Outputs[0], "Cast", [expander.Node("Round", [power])], NodeAttributes.Empty.With("to", (long)type));
        }

        string Real(int input) => graph.TensorOf(node.Inputs[input]).ElementType.IsFloating()
            ? node.Inputs[input]
            : expander.Node("Cast", [node.Inputs[input]], NodeAttributes.Empty.With("to", (long)ElementType.Float));
    }
}
