using LionMl.Onnx.Reading;

namespace LionMl.Onnx.Operators;

/// <summary>The slices of a tensor at given positions along an axis; negative positions count from behind.</summary>
internal sealed class Gather() : MovementOperator("Gather", 2, 2)
{
    public override void Infer(InferContext context)
    {
        TensorShape input = context.Shape(0);
        context.RequireRank(0, 1);
        int axis = InferContext.Axis(context.Attributes.GetInt("axis", 0), input.Rank);
        if (!context.Type(1).IsInteger())
        {
            throw new NodeProblemException($"its indices are of type {context.Type(1)}; integers are needed");
        }

        if (context.Constant(1) is { } indices)
        {
            Table(indices.Integers, input[axis], 1);
        }

        context.Set(0, new TensorShape(input.Dimensions.RemoveAt(axis).InsertRange(axis, context.Shape(1).Dimensions)), context.Type(0));
    }

    public override int[]? Sources(MoveContext context, int output)
    {
        TensorShape input = context.Shape(0);
        int axis = InferContext.Axis(context.Attributes.GetInt("axis", 0), input.Rank);
        int inner = (int)input.Product(axis + 1, input.Rank);
        return Separable(
            Steps((int)input.Product(0, axis), 0, 1, (long)input[axis] * inner),
            Table(context.Integers(1), input[axis], inner),
            Steps(inner, 0, 1, 1));
    }

    private static int[] Table(ReadOnlySpan<long> indices, int size, int stride)
    {
        int[] table = new int[indices.Length];
        for (int i = 0; i < table.Length; i++)
        {
            long index = indices[i] < 0 ? indices[i] + size : indices[i];
            table[i] = index >= 0 && index < size
                ? (int)index * stride
                : throw new NodeProblemException($"index {indices[i]} lies outside of an axis of size {size}");
        }

        return table;
    }
}
