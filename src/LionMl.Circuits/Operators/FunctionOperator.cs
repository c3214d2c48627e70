using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>An operator that is a function of each number: a table of pieces. What the function is, the float run's operator says.</summary>
/// <param name="opType">The operator's name in ONNX.</param>
/// <param name="describe">Adds to the bare function what is known of its ends, given the node's attributes.</param>
internal sealed class FunctionOperator(string opType, Func<FunctionShape, NodeAttributes, FunctionShape> describe) : IOperator
{
    public string OpType { get; } = opType;

    public Operand Quantize(IntegerBuilder builder, Node node)
    {
        _ = ElementwiseFunction.TryOf(node, out var function);
        return builder.Function(node, describe(new FunctionShape(function!), node.Attributes));
    }
}
