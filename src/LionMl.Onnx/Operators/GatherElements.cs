using LionMl.Onnx.Reading;

namespace LionMl.Onnx.Operators;

/// <summary>
/// One element for each index: along an axis its position is the index (negative ones count from behind), elsewhere that of the index.
/// </summary>
internal sealed class GatherElements() : MovementOperator("GatherElements", 2, 2)
{
    public override void Infer(InferContext context)
    {
        TensorShape input = context.Shape(0);
        TensorShape indices = context.Shape(1);
        context.RequireRank(0, 1);
        int axis = InferContext.Axis(context.Attributes.GetInt("axis", 0), input.Rank);
        if (!context.Type(1).IsInteger())
        {
            throw new NodeProblemException($"its indices are of type {context.Type(1)}; integers are needed");
        }

        if (indices.Rank != input.Rank || Enumerable.Range(0, input.Rank).Any(i => i != axis && indices[i] > input[i]))
        {
            throw new NodeProblemException($"its indices of shape {indices} do not fit its input of shape {input} outside of axis {axis}");
        }

        if (context.Constant(1) is { } constant)
        {
            Places(constant.Integers, input, indices, axis);
        }

        context.Set(0, indices, context.Type(0));
    }

    public override int[]? Sources(MoveContext context, int output)
    {
        TensorShape input = context.Shape(0);
        int axis = InferContext.Axis(context.Attributes.GetInt("axis", 0), input.Rank);
        return Places(context.Integers(1), input, context.Shape(1), axis);
    }

    /// <summary>The flat place in a tensor that each index names.</summary>
    /// <param name="values">The indices.</param>
    /// <param name="input">The tensor's shape.</param>
    /// <param name="indices">The indices' shape; of the same rank, and not larger outside of the axis.</param>
    /// <param name="axis">The axis.</param>
    /// <exception cref="NodeProblemException">An index lies outside of the axis.</exception>
    public static int[] Places(ReadOnlySpan<long> values, TensorShape input, TensorShape indices, int axis)
    {
        long[] strides = input.Strides();
        long[] own = indices.Strides();
        int[] places = new int[values.Length];
        for (int i = 0; i < places.Length; i++)
        {
            long index = values[i] < 0 ? values[i] + input[axis] : values[i];
            if (index < 0 || index >= input[axis])
            {
                throw new NodeProblemException($"index {values[i]} lies outside of an axis of size {input[axis]}");
            }

            long place = index * strides[axis];
            for (int d = 0; d < input.Rank; d++)
            {
                place += d == axis ? 0 : i / own[d] % indices[d] * strides[d];
            }

            places[i] = (int)place;
        }

        return places;
    }
}
