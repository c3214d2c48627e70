using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>Add: constants fold into the layer before; two tensors are brought to one scale.</summary>
internal sealed class AddOperator : IOperator
{
    public string OpType => "Add";

    public Operand Quantize(IntegerBuilder builder, Node node) => Combine(builder, node, 1);

    /// <summary>left + sign · right.</summary>
    internal static Operand Combine(IntegerBuilder builder, Node node, int sign)
    {
        var shape = builder.Graph.ShapeOf(node.Outputs[0]);
        var left = builder.Get(node.Inputs[0]);
        var right = builder.Get(node.Inputs[1]);
        if (right is ConstantOperand constant)
        {
            return builder.Scale(node.Name, left, null, sign < 0 ? Negate(constant.Value) : constant.Value, shape);
        }

        if (left is ConstantOperand first)
        {
            return builder.Scale(node.Name, right, sign < 0 ? Tensor.Scalar(-1f) : null, first.Value, shape);
        }

        var a = builder.Stretch(node.Name, builder.Integer(left), shape);
        var b = builder.Stretch(node.Name, builder.Integer(right), shape);
        return builder.Sum(node.Name, [(a, 1), (b, sign)], shape);
    }

    private static Tensor Negate(Tensor value) => new(value.Shape, Array.ConvertAll(value.ToFloats(), number => -number));
}
