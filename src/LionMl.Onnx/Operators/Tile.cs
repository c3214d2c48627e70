using LionMl.Onnx.Reading;

namespace LionMl.Onnx.Operators;

/// <summary>A tensor repeated along each axis.</summary>
internal sealed class Tile() : MovementOperator("Tile", 2, 2)
{
    public override void Infer(InferContext context)
    {
        TensorShape input = context.Shape(0);
        ReadOnlySpan<long> repeats = context.RequireIntegers(1, "repeats");
        if (repeats.Length != input.Rank)
        {
            throw new NodeProblemException($"it has {repeats.Length} repeats for an input of shape {input}; one for each axis is needed");
        }

        long[] dimensions = new long[input.Rank];
        for (int axis = 0; axis < dimensions.Length; axis++)
        {
            dimensions[axis] = checked(input[axis] * (long)InferContext.Dimension(repeats[axis]));
        }

        context.Set(0, InferContext.ShapeOf(dimensions), context.Type(0));
    }

    public override int[]? Sources(MoveContext context, int output)
    {
        TensorShape input = context.Shape(0);
        TensorShape result = context.OutputShape(0);
        long[] strides = input.Strides();
        int[][] tables = new int[input.Rank][];
        for (int axis = 0; axis < tables.Length; axis++)
        {
            tables[axis] = [.. Enumerable.Range(0, result[axis]).Select(i => (int)(i % input[axis] * strides[axis]))];
        }

        return Separable(tables);
    }
}
