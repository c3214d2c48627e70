using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>Clip: the larger of the lower bound, then the smaller of the upper one; bounds may be absent or computed.</summary>
internal sealed class ClipOperator : IOperator
{
    public string OpType => "Clip";

    public Operand Quantize(IntegerBuilder builder, Node node)
    {
        var shape = builder.Graph.ShapeOf(node.Outputs[0]);
        var current = builder.Integer(builder.Get(node.Inputs[0]));
        current = Bounded(builder, node, current, 1, larger: true, shape);
        return Bounded(builder, node, current, 2, larger: false, shape);
    }

    private static IntegerOperand Bounded(
        IntegerBuilder builder, Node node, IntegerOperand current, int input, bool larger, TensorShape shape)
    {
        if (!node.HasInput(input))
        {
            return current;
        }

        var bound = builder.Get(node.Inputs[input]);
        bool open = bound is ConstantOperand constant && constant.Value.ToFloats().All(value => Math.Abs(value) >= 1e30);
        return open ? current : Extremum.Of(builder, node.Name, [current, bound], larger, shape);
    }
}
