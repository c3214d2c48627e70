using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>DequantizeLinear: (x − zero point) · scale; the multiplication waits for the next weights.</summary>
internal sealed class DequantizeLinearOperator : IOperator
{
    public string OpType => "DequantizeLinear";

    public (string Reason, string Hint)? Refuse(Graph graph, Node node) => Requantization.Refuse(graph, node, 1, 2);

    public Operand Quantize(IntegerBuilder builder, Node node)
    {
        var shape = builder.Graph.ShapeOf(node.Outputs[0]);
        int axis = QuantizeLinearOperator.Axis(node, shape);
        var centred = Requantization.Centred(builder, node, 0, 2, axis);
        double[] scales = Requantization.Along(((ConstantOperand)builder.Get(node.Inputs[1])).Value, shape, axis);
        return scales.Length == 1
            ? centred.Times(scales[0])
            : builder.Diagonal(node.Name, centred, scales, [0], shape);
    }
}
