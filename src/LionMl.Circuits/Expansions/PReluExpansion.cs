using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>PRelu: slope·x + (1 − slope)·relu(x).</summary>
internal sealed class PReluExpansion : IExpansion
{
    public string OpType => "PRelu";

    public void Expand(Expander expander, Node node)
    {
        string positive = expander.Node("Relu", [node.Inputs[0]]);
        string rest = expander.Node("Sub", [expander.Scalar(1), node.Inputs[1]]);
        expander.Define(
            node.Outputs[0],
            "Add",
            [expander.Node("Mul", [node.Inputs[0], node.Inputs[1]]), expander.Node("Mul", [positive, rest])]);
    }
}
