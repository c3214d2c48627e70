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
        var sides = new[] { builder.Get(node.Inputs[1]), builder.Get(node.Inputs[2]) };
        var computed = sides.FirstOrDefault(side => side is not ConstantOperand);
        var pattern = computed is null ? null : builder.Integer(computed);
        IntegerOperand[] values = builder.Align(layer, [.. sides.Select(side => builder.Stretch(
            layer,
            side is ConstantOperand constant && pattern is not null
                ? builder.RoundAt(constant.Value, pattern.ScaleBits, pattern.Factor, layer)
                : builder.Integer(side),
            shape))]);
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
