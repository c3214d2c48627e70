using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>ThresholdedRelu: x where it is above a threshold, 0 elsewhere.</summary>
internal sealed class ThresholdedReluExpansion : IExpansion
{
    public string OpType => "ThresholdedRelu";

    public void Expand(Expander expander, Node node)
    {
        string above = expander.Node("Greater", [node.Inputs[0], expander.Scalar(node.Attributes.GetFloat("alpha", 1))]);
        expander.Define(node.Outputs[0], "Where", [above, node.Inputs[0], expander.Scalar(0)]);
    }
}

/// <summary>Shrink: x + bias below −lambd, x − bias above lambd, 0 between.</summary>
internal sealed class ShrinkExpansion : IExpansion
{
    public string OpType => "Shrink";

    public void Expand(Expander expander, Node node)
    {
        string x = node.Inputs[0];
        double bias = node.Attributes.GetFloat("bias", 0), limit = node.Attributes.GetFloat("lambd", 0.5f);
        string above = expander.Node("Greater", [x, expander.Scalar(limit)]);
        string below = expander.Node("Less", [x, expander.Scalar(-limit)]);
        string down = bias == 0 ? x : expander.Node("Sub", [x, expander.Scalar(bias)]);
        string up = bias == 0 ? x : expander.Node("Add", [x, expander.Scalar(bias)]);
        string outer = expander.Node("Where", [below, up, expander.Scalar(0)]);
        expander.Define(node.Outputs[0], "Where", [above, down, outer]);
    }
}

/// <summary>HardSigmoid: alpha·x + beta within [0, 1].</summary>
internal sealed class HardSigmoidExpansion : IExpansion
{
    public string OpType => "HardSigmoid";

    public void Expand(Expander expander, Node node)
    {
        string line = expander.Node(
            "Add",
            [
                expander.Node("Mul", [node.Inputs[0], expander.Scalar(node.Attributes.GetFloat("alpha", 0.2f))]),
                expander.Scalar(node.Attributes.GetFloat("beta", 0.5f)),
            ]);
        expander.Define(node.Outputs[0], "Clip", [line, expander.Scalar(0), expander.Scalar(1)]);
    }
}
