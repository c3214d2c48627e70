using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>QLinearMatMul: an exact sum, then one rounding to the result's scale.</summary>
internal sealed class QLinearMatMulOperator : IOperator
{
    public string OpType => "QLinearMatMul";

    public (string Reason, string Hint)? Refuse(Graph graph, Node node)
    {
        bool single = new[] { 1, 4, 6, 7 }.All(input => graph.ShapeOf(node.Inputs[input]).ElementCount == 1);
        return single
            ? Requantization.Refuse(graph, node, 1, 2, 4, 5, 6, 7)
            : ("its rows or columns have scales of their own.", "Quantise matrix products with one scale for each tensor.");
    }

    public Operand Quantize(IntegerBuilder builder, Node node)
    {
        double Constant(int input) => ((ConstantOperand)builder.Get(node.Inputs[input])).Value.ToFloats()[0];
        var shape = builder.Graph.ShapeOf(node.Outputs[0]);
        var sums = MatrixProduct.Exact(
            builder, node.Name, Requantization.Centred(builder, node, 0, 2, 0), Requantization.Centred(builder, node, 3, 5, 0), shape);
        return Requantization.Requantize(
            builder,
            node.Name,
            sums,
            [Constant(1) * Constant(4) / Constant(6)],
            Requantization.ZeroPoint(builder.Graph, node, 7, shape, 0),
            builder.Graph.TensorOf(node.Outputs[0]).ElementType);
    }
}
