using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>Conv with constant weights.</summary>
internal sealed class ConvOperator : IOperator
{
    public string OpType => "Conv";

    public (string Reason, string Hint)? Refuse(Graph graph, Node node)
    {
        bool constant = graph.TryGetConstant(node.Inputs[1], out _) && (!node.HasInput(2) || graph.TryGetConstant(node.Inputs[2], out _));
        return constant ? null : ("its weights are computed.", "Only constant weights can be proved.");
    }

    public Operand Quantize(IntegerBuilder builder, Node node)
    {
        var input = builder.Integer(builder.Get(node.Inputs[0]));
        var weights = ((ConstantOperand)builder.Get(node.Inputs[1])).Value;
        double[] bias = node.HasInput(2)
            ? Array.ConvertAll(((ConstantOperand)builder.Get(node.Inputs[2])).Value.ToFloats(), value => (double)value)
            : new double[weights.Shape[0]];
        var window = Window(WindowGeometry.Of(builder.Graph, node), (int)node.Attributes.GetInt("group", 1));
        return new AffineOperand(
            node.Name,
            builder.Graph.ShapeOf(node.Outputs[0]),
            input,
            1,
            Array.ConvertAll(weights.ToFloats(), value => (double)value),
            bias,
            (header, rounded, roundedBias) => new ConvolutionNode(header, window, rounded, roundedBias))
        {
            HoldsParameters = builder.HoldsParameters,
        };
    }

    internal static ConvolutionWindow Window(WindowGeometry geometry, int groups) =>
        new(groups, geometry.KernelSizes, geometry.Strides, geometry.Dilations, geometry.PadsBegin);
}
