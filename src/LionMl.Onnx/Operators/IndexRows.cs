using LionMl.Onnx.Reading;

namespace LionMl.Onnx.Operators;

/// <summary>Indices whose last axis names a place: one number for each of a tensor's first axes; negative ones count from behind.</summary>
internal static class IndexRows
{
    /// <summary>Where the slice that each row names starts.</summary>
    /// <param name="indices">The rows, one after the other.</param>
    /// <param name="depth">The numbers in a row; at least 1.</param>
    /// <param name="shape">The tensor's shape.</param>
    /// <param name="firstAxis">The axis that a row's first number counts along.</param>
    /// <exception cref="NodeProblemException">An index lies outside of its axis.</exception>
    public static int[] Starts(ReadOnlySpan<long> indices, int depth, TensorShape shape, int firstAxis)
    {
        long[] strides = shape.Strides();
        int[] starts = new int[indices.Length / depth];
        for (int row = 0; row < starts.Length; row++)
        {
            long start = 0;
            for (int i = 0; i < depth; i++)
            {
                int size = shape[firstAxis + i];
                long given = indices[(row * depth) + i];
                long index = given < 0 ? given + size : given;
                start += index >= 0 && index < size
                    ? index * strides[firstAxis + i]
                    : throw new NodeProblemException($"index {given} lies outside of axis {firstAxis + i} of shape {shape}");
            }

            starts[row] = (int)start;
        }

        return starts;
    }
}
