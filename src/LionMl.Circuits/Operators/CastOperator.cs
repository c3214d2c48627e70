using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>Cast: nothing to whole numbers or truth values as reals; reals to whole numbers are cut towards zero.</summary>
internal sealed class CastOperator : IOperator
{
    public string OpType => "Cast";

    public Operand Quantize(IntegerBuilder builder, Node node)
    {
        var from = builder.Graph.TensorOf(node.Inputs[0]).ElementType;
        var to = builder.Graph.TensorOf(node.Outputs[0]).ElementType;
        var operand = builder.Get(node.Inputs[0]);
        if (to.IsFloating() || from == ElementType.Bool || from == to)
        {
            return operand;
        }

        var input = builder.Integer(operand);
        if (to == ElementType.Bool)
        {
            return builder.Not(node.Name, builder.IsZero(node.Name, input));
        }

        return from.IsFloating() ? Truncated(builder, node.Name, input) : input;
    }

    // ⌊max(x, 0)⌋ − ⌊max(−x, 0)⌋
    private static IntegerOperand Truncated(IntegerBuilder builder, string layer, IntegerOperand input)
    {
        if (builder.Nodes[input.Node].Range.Low >= 0)
        {
            return builder.Floor(layer, input);
        }

        var positive = builder.PositivePart(layer, input);
        var negative = builder.Linear(layer, [(positive, 1), (input, -1)], 0, input.Shape);
        return builder.Linear(layer, [(builder.Floor(layer, positive), 1), (builder.Floor(layer, negative), -1)], 0, input.Shape);
    }
}
