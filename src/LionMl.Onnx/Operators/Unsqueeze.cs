namespace LionMl.Onnx.Operators;

/// <summary>The same elements with dimensions of size 1 put in at the given axes of the result.</summary>
internal sealed class Unsqueeze() : MovementOperator("Unsqueeze", 2, 2)
{
    public override int MinimumInputsAt(int opset) => opset < 13 ? 1 : MinimumInputs;

    public override Node ToOpset17(Node node, int opset, OpsetContext context) => OpsetForms.IntsToInput(node, "axes", 1, context);

    public override void Infer(InferContext context)
    {
        TensorShape input = context.Shape(0);
        ReadOnlySpan<long> wanted = context.RequireIntegers(1, "axes");
        int[] axes = InferContext.Axes(wanted, input.Rank + wanted.Length);
        var dimensions = input.Dimensions;
        foreach (int axis in axes)
        {
            dimensions = dimensions.Insert(axis, 1);
        }

        context.Set(0, new TensorShape(dimensions), context.Type(0));
    }

    public override int[]? Sources(MoveContext context, int output) => null;
}
