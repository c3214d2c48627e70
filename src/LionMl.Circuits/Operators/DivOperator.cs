using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>
/// Div: constant divisors fold into neighbouring weights; a divisor that serves many numbers costs one reciprocal and a product for
/// each; others a division each. Whole numbers are divided exactly, towards zero.
/// </summary>
internal sealed class DivOperator : IOperator
{
    public string OpType => "Div";

    public Operand Quantize(IntegerBuilder builder, Node node)
    {
        string layer = node.Name;
        var shape = builder.Graph.ShapeOf(node.Outputs[0]);
        var left = builder.Get(node.Inputs[0]);
        var right = builder.Get(node.Inputs[1]);
        if (!builder.Graph.TensorOf(node.Outputs[0]).ElementType.IsFloating())
        {
            return WholeDivision.Truncated(builder, node).Quotient;
        }

        if (right is ConstantOperand constant)
        {
            float[] inverses = Array.ConvertAll(constant.Value.ToFloats(), value => 1 / value);
            if (!inverses.All(float.IsFinite))
            {
                throw new CircuitException($"Layer '{layer}' divides by a constant that is zero.");
            }

            return builder.Scale(layer, left, new Tensor(constant.Shape, inverses), null, shape);
        }

        if (right is RootOperand root)
        {
            var reciprocal = builder.ReciprocalRoot(root.Layer, builder.Integer(root.Inner), root.Low, root.High);
            return builder.Product(layer, builder.Stretch(layer, builder.Integer(left), shape), builder.Stretch(layer, reciprocal, shape));
        }

        return builder.Divide(node, builder.Integer(left), builder.Integer(right));
    }
}
