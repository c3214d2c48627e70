using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>QuantizeLinear: x / scale, rounded half to even, plus the zero point, saturating.</summary>
internal sealed class QuantizeLinearOperator : IOperator
{
    public string OpType => "QuantizeLinear";

    public (string Reason, string Hint)? Refuse(Graph graph, Node node) => Requantization.Refuse(graph, node, 1, 2);

    public Operand Quantize(IntegerBuilder builder, Node node)
    {
        var input = builder.Integer(builder.Get(node.Inputs[0]));
        int axis = Axis(node, input.Shape);
        double unit = Math.ScaleB(input.Factor, -input.ScaleBits);
        double[] scales = Requantization.Along(((ConstantOperand)builder.Get(node.Inputs[1])).Value, input.Shape, axis);
        return Requantization.Requantize(
            builder,
            node.Name,
            input,
            Array.ConvertAll(scales, scale => unit / scale),
            Requantization.ZeroPoint(builder.Graph, node, 2, input.Shape, axis),
            builder.Graph.TensorOf(node.Outputs[0]).ElementType);
    }

    internal static int Axis(Node node, TensorShape shape) => Shapes.Axis(node.Attributes.GetInt("axis", 1), shape.Rank);
}
