using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>MatMul, with NumPy's rules for vectors and batches.</summary>
internal sealed class MatMulOperator : IOperator
{
    public string OpType => "MatMul";

    public Operand Quantize(IntegerBuilder builder, Node node) => MatrixProduct.Quantize(
        builder, node.Name, builder.Get(node.Inputs[0]), builder.Get(node.Inputs[1]), builder.Graph.ShapeOf(node.Outputs[0]));
}
