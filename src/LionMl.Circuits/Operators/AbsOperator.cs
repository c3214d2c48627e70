using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>Abs: 2·relu(x) − x, so that zero has one sign only.</summary>
internal sealed class AbsOperator : IOperator
{
    public string OpType => "Abs";

    public Operand Quantize(IntegerBuilder builder, Node node) => Of(builder, node.Name, builder.Integer(builder.Get(node.Inputs[0])));

    internal static IntegerOperand Of(IntegerBuilder builder, string layer, IntegerOperand input) =>
        builder.Linear(layer, [(builder.PositivePart(layer, input), 2), (input, -1)], 0, input.Shape);
}
