using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>Neg: a change of sign, which costs nothing.</summary>
internal sealed class NegOperator : IOperator
{
    public string OpType => "Neg";

    public Operand Quantize(IntegerBuilder builder, Node node)
    {
        var shape = builder.Graph.ShapeOf(node.Outputs[0]);
        var operand = builder.Get(node.Inputs[0]);
        return operand is AffineOperand affine
            ? affine.Then([-1], [0], holdsParameters: false)
            : builder.Sum(node.Name, [(builder.Integer(operand), -1)], shape);
    }
}
