using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>Tan: sine over cosine, because a table is too coarse near a pole.</summary>
internal sealed class TanExpansion : IExpansion
{
    public string OpType => "Tan";

    public void Expand(Expander expander, Node node) => expander.Define(
        node.Outputs[0], "Div", [expander.Node("Sin", [node.Inputs[0]]), expander.Node("Cos", [node.Inputs[0]])]);
}
