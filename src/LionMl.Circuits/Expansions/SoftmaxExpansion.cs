using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>Softmax: e^(x − max) over the sum of these. The maximum keeps the exponentials within [0, 1].</summary>
internal sealed class SoftmaxExpansion : IExpansion
{
    public string OpType => "Softmax";

    public void Expand(Expander expander, Node node)
    {
        var (exponentials, sum) = Parts(expander, node, out _);
        expander.Define(node.Outputs[0], "Div", [exponentials, sum]);
    }

    /// <summary>The exponentials, their sum, and the exponents.</summary>
    internal static (string Exponentials, string Sum) Parts(Expander expander, Node node, out string exponents)
    {
        long axis = node.Attributes.GetInt("axis", -1);
        string greatest = expander.Node("ReduceMax", [node.Inputs[0]], NodeAttributes.Empty.With("axes", [axis]));
        exponents = expander.Node("Sub", [node.Inputs[0], greatest]);
        string exponentials = expander.Node("Exp", [exponents]);
        return (exponentials, expander.Node("ReduceSum", [exponentials, expander.Vector(axis)]));
    }
}
