using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>MatMulInteger: exact.</summary>
internal sealed class MatMulIntegerOperator : IOperator
{
    public string OpType => "MatMulInteger";

    public (string Reason, string Hint)? Refuse(Graph graph, Node node) => Requantization.Refuse(graph, node, 2, 3);

    public Operand Quantize(IntegerBuilder builder, Node node) => MatrixProduct.Exact(
        builder,
        node.Name,
        Requantization.Centred(builder, node, 0, 2, Math.Max(0, builder.Graph.ShapeOf(node.Inputs[0]).Rank - 2)),
        Requantization.Centred(builder, node, 1, 3, builder.Graph.ShapeOf(node.Inputs[1]).Rank - 1),
        builder.Graph.ShapeOf(node.Outputs[0]));
}
