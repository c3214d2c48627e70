using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>Sub: as Add, with the second operand's sign turned.</summary>
internal sealed class SubOperator : IOperator
{
    public string OpType => "Sub";

    public Operand Quantize(IntegerBuilder builder, Node node) => AddOperator.Combine(builder, node, -1);
}
