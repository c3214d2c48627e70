using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>And, Or and Xor of zeros and ones: one product each.</summary>
/// <param name="opType">The operator's name in ONNX.</param>
/// <param name="sum">The factor of each side.</param>
/// <param name="both">The factor of the product.</param>
internal sealed class LogicOperator(string opType, long sum, long both) : IOperator
{
    public string OpType { get; } = opType;

    public Operand Quantize(IntegerBuilder builder, Node node)
    {
        var shape = builder.Graph.ShapeOf(node.Outputs[0]);
        var left = builder.Stretch(node.Name, builder.Integer(builder.Get(node.Inputs[0])), shape);
        var right = builder.Stretch(node.Name, builder.Integer(builder.Get(node.Inputs[1])), shape);
        var product = builder.ExactProduct(node.Name, left, right);
        return sum == 0 ? product : builder.Linear(node.Name, [(left, sum), (right, sum), (product, both)], 0, shape);
    }
}
