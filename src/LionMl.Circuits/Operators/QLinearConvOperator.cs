using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>QLinearConv with constant weights: an exact sum, then one rounding to the result's scale.</summary>
internal sealed class QLinearConvOperator : IOperator
{
    public string OpType => "QLinearConv";

    public (string Reason, string Hint)? Refuse(Graph graph, Node node) => graph.TryGetConstant(node.Inputs[3], out _)
        ? Requantization.Refuse(graph, node, 1, 2, 4, 5, 6, 7, 8)
        : ("its weights are computed.", "Only constant weights can be proved.");

    public Operand Quantize(IntegerBuilder builder, Node node)
    {
        float[] Constant(int input) => ((ConstantOperand)builder.Get(node.Inputs[input])).Value.ToFloats();
        var shape = builder.Graph.ShapeOf(node.Outputs[0]);
        var weights = ((ConstantOperand)builder.Get(node.Inputs[3])).Value;
        long[] bias = node.HasInput(8) ? Array.ConvertAll(Constant(8), value => (long)value) : new long[weights.Shape[0]];
        var sums = IntegerConvolution.Of(
            builder,
            node,
            Requantization.Centred(builder, node, 0, 2, 1),
            weights,
            Requantization.ZeroPoint(builder.Graph, node, 5, TensorShape.Of(weights.Shape[0]), 0),
            bias);
        double[] scales = Requantization.Along(((ConstantOperand)builder.Get(node.Inputs[4])).Value, shape, 1);
        double ratio = (double)Constant(1)[0] / Constant(6)[0];
        return Requantization.Requantize(
            builder,
            node.Name,
            sums,
            Array.ConvertAll(scales, scale => scale * ratio),
            Requantization.ZeroPoint(builder.Graph, node, 7, shape, 1),
            builder.Graph.TensorOf(node.Outputs[0]).ElementType);
    }
}
