using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>Not: 1 − x.</summary>
internal sealed class NotOperator : IOperator
{
    public string OpType => "Not";

    public Operand Quantize(IntegerBuilder builder, Node node) =>
        builder.Not(node.Name, builder.Integer(builder.Get(node.Inputs[0])));
}
