using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>Relu: one decomposition, in which the rescaling to the next layer's bits is included.</summary>
internal sealed class ReluOperator : IOperator
{
    public string OpType => "Relu";

    public Operand Quantize(IntegerBuilder builder, Node node) =>
        new ReluOperand(builder.Get(node.Inputs[0]), node.Name, node.Outputs[0]);
}
