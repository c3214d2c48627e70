using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>Acosh: log(x + √(x² − 1)), because a table is too coarse at 1, where the function is infinitely steep.</summary>
internal sealed class AcoshExpansion : IExpansion
{
    public string OpType => "Acosh";

    public void Expand(Expander expander, Node node)
    {
        string square = expander.Node("Mul", [node.Inputs[0], node.Inputs[0]]);
        string root = expander.Node("Sqrt", [expander.Node("Sub", [square, expander.Scalar(1)])]);
        expander.Define(node.Outputs[0], "Log", [expander.Node("Add", [node.Inputs[0], root])]);
    }
}
