using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>Where: b + condition·(a − b); free where the condition is constant.</summary>
internal sealed class WhereOperator : IOperator
{
    public string OpType => "Where";

    public Operand Quantize(IntegerBuilder builder, Node node)
    {
        string layer = node.Name;
        var shape = builder.Graph.ShapeOf(node.Outputs[0]);
        IntegerOperand[] values = builder.Together(layer, [builder.Get(node.Inputs[1]), builder.Get(node.Inputs[2])], shape);
        if (builder.Get(node.Inputs[0]) is ConstantOperand condition)
        {
            int count = (int)shape.ElementCount;
            float[] chosen = condition.Value.ToFloats();
            int[] map = Broadcast.Map(condition.Shape, shape);
            int[] sources = [.. Enumerable.Range(0, count).Select(i => chosen[map[i]] != 0 ? i : count + i)];
            return builder.Gather(layer, values, sources, shape);
        }

        var isFirst = builder.Stretch(layer, builder.Integer(builder.Get(node.Inputs[0])), shape);
        return builder.Choose(layer, isFirst, values[0], values[1]);
    }
}
