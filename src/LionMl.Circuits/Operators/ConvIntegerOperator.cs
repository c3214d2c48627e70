using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>ConvInteger with constant weights: exact.</summary>
internal sealed class ConvIntegerOperator : IOperator
{
    public string OpType => "ConvInteger";

    public (string Reason, string Hint)? Refuse(Graph graph, Node node) => graph.TryGetConstant(node.Inputs[1], out _)
        ? Requantization.Refuse(graph, node, 2, 3)
        : ("its weights are computed.", "Only constant weights can be proved.");

    public Operand Quantize(IntegerBuilder builder, Node node)
    {
        var weights = ((ConstantOperand)builder.Get(node.Inputs[1])).Value;
        return IntegerConvolution.Of(
            builder,
            node,
            Requantization.Centred(builder, node, 0, 2, 1),
            weights,
            Requantization.ZeroPoint(builder.Graph, node, 3, TensorShape.Of(weights.Shape[0]), 0),
            new long[weights.Shape[0]]);
    }
}
