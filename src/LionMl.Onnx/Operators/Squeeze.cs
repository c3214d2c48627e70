using LionMl.Onnx.Reading;

namespace LionMl.Onnx.Operators;

/// <summary>The same elements without the given dimensions of size 1, or without all of them.</summary>
internal sealed class Squeeze() : MovementOperator("Squeeze", 1, 2)
{
    public override Node ToOpset17(Node node, int opset, OpsetContext context) => OpsetForms.IntsToInput(node, "axes", 1, context);

    public override void Infer(InferContext context)
    {
        TensorShape input = context.Shape(0);
        int[] axes = context.Has(1)
            ? InferContext.Axes(context.RequireIntegers(1, "axes"), input.Rank)
            : [.. Enumerable.Range(0, input.Rank).Where(axis => input[axis] == 1)];
        foreach (int axis in axes)
        {
            if (input[axis] != 1)
            {
                throw new NodeProblemException($"it drops axis {axis} of shape {input}, whose size is not 1");
            }
        }

        context.Set(0, new TensorShape([.. Enumerable.Range(0, input.Rank).Except(axes).Select(axis => input[axis])]), context.Type(0));
    }

    public override int[]? Sources(MoveContext context, int output) => null;
}
