using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>Mul: constants fold into neighbouring weights; a product of two tensors costs one constraint an element.</summary>
internal sealed class MulOperator : IOperator
{
    public string OpType => "Mul";

    public Operand Quantize(IntegerBuilder builder, Node node)
    {
        var shape = builder.Graph.ShapeOf(node.Outputs[0]);
        var left = builder.Get(node.Inputs[0]);
        var right = builder.Get(node.Inputs[1]);
        if (left is ConstantOperand)
        {
            (left, right) = (right, left);
        }

        if (right is ConstantOperand constant)
        {
            return builder.Scale(node.Name, left, constant.Value, null, shape);
        }

        var a = builder.Stretch(node.Name, builder.Integer(left), shape);
        var b = node.Inputs[0] == node.Inputs[1] ? a : builder.Stretch(node.Name, builder.Integer(right), shape);
        return builder.Product(node.Name, a, b);
    }
}
