using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>Reciprocal: 1 divided by each element; of a square root, its reciprocal at once.</summary>
internal sealed class ReciprocalOperator : IOperator
{
    public string OpType => "Reciprocal";

    public Operand Quantize(IntegerBuilder builder, Node node)
    {
        var operand = builder.Get(node.Inputs[0]);
        return operand is RootOperand root
            ? builder.ReciprocalRoot(root.Layer, builder.Integer(root.Inner), root.Low, root.High)
            : builder.Reciprocal(node, builder.Integer(operand));
    }
}
