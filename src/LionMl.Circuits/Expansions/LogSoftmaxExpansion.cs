using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>LogSoftmax: x − max − log Σ e^(x − max).</summary>
internal sealed class LogSoftmaxExpansion : IExpansion
{
    public string OpType => "LogSoftmax";

    public void Expand(Expander expander, Node node)
    {
        var (_, sum) = SoftmaxExpansion.Parts(expander, node, out string exponents);
        expander.Define(node.Outputs[0], "Sub", [exponents, expander.Node("Log", [sum])]);
    }
}
