using LionMl.Onnx.Kernels;
using LionMl.Onnx.Reading;

namespace LionMl.Onnx.Operators;

/// <summary>x where it is positive, slope · x elsewhere, the slope stretched to x.</summary>
internal sealed class PRelu() : Operator("PRelu", 2, 2)
{
    public override Node ToOpset17(Node node, int opset, OpsetContext context)
    {
        // Before opset 7 a list of slopes belonged to the channels, whatever came behind them.
        int rank = context.Shape(node.Inputs[0]).Rank;
        if (opset < 7 && context.Constant(node.Inputs[1]) is { Shape.Rank: 1, Count: > 1 } slope && rank > 2)
        {
            var shape = new TensorShape(slope.Shape.Dimensions.AddRange(Enumerable.Repeat(1, rank - 2)));
            return OpsetForms.WithInput(node, 1, context.Add(node, "slope", slope.Reshape(shape)));
        }

        return node;
    }

    public override void Infer(InferContext context)
    {
        context.RequireFloating(0);
        context.RequireSameType(0, 1);
        if (!context.Broadcast(0, 1).Equals(context.Shape(0)))
        {
            throw new NodeProblemException($"its slope of shape {context.Shape(1)} does not stretch to {context.Shape(0)}");
        }

        context.Set(0, context.Shape(0), context.Type(0));
    }

    public override void Run(RunContext context) => context.Set(0, Broadcast.Apply<float, float>(
        context.Floats(0), context.Shape(0), context.Floats(1), context.Shape(1), context.OutputShape(0), Scale, context.Threads));

    private static void Scale(ReadOnlySpan<float> values, ReadOnlySpan<float> slopes, Span<float> result)
    {
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = values[i] < 0 ? values[i] * slopes[i] : values[i];
        }
    }
}
