using LionMl.Onnx.Kernels;
using LionMl.Onnx.Reading;

namespace LionMl.Onnx.Operators;

/// <summary>How the operands of a product of stacks of matrices fit together.</summary>
/// <param name="LeftBatch">The left operand's shape without its matrices.</param>
/// <param name="RightBatch">The right one's.</param>
/// <param name="Batch">What both are stretched to.</param>
/// <param name="Rows">The rows of the left matrices.</param>
/// <param name="Inner">Their columns.</param>
/// <param name="Columns">The columns of the right ones.</param>
/// <param name="Result">The result's shape.</param>
internal sealed record MatMulPlan(
    TensorShape LeftBatch, TensorShape RightBatch, TensorShape Batch, int Rows, int Inner, int Columns, TensorShape Result)
{
    /// <summary>The plan for two shapes of at least one axis each.</summary>
    /// <exception cref="NodeProblemException">They do not fit.</exception>
    public static MatMulPlan Of(TensorShape left, TensorShape right)
    {
        int rows = left.Rank == 1 ? 1 : left[left.Rank - 2];
        int columns = right.Rank == 1 ? 1 : right[right.Rank - 1];
        int inner = left[left.Rank - 1];
        if (inner != right[Math.Max(0, right.Rank - 2)])
        {
            throw new NodeProblemException($"tensors of shapes {left} and {right} cannot be multiplied as matrices");
        }

        var leftBatch = new TensorShape(left.Dimensions[..Math.Max(0, left.Rank - 2)]);
        var rightBatch = new TensorShape(right.Dimensions[..Math.Max(0, right.Rank - 2)]);
        TensorShape batch = InferContext.Broadcast(leftBatch, rightBatch);
        var result = batch.Dimensions;
        result = left.Rank == 1 ? result : result.Add(rows);
        result = right.Rank == 1 ? result : result.Add(columns);
        return new MatMulPlan(leftBatch, rightBatch, batch, rows, inner, columns, new TensorShape(result));
    }

    /// <summary>Where the matrices of a place in the batch start in the operands.</summary>
    public (int Left, int Right) Starts(int batch) => (
        Start(batch, Batch, Broadcast.StretchedStrides(LeftBatch, Batch)) * Rows * Inner,
        Start(batch, Batch, Broadcast.StretchedStrides(RightBatch, Batch)) * Inner * Columns);

    private static int Start(int batch, TensorShape shape, long[] strides)
    {
        long start = 0;
        for (int axis = shape.Rank - 1; axis >= 0; axis--)
        {
            (batch, int position) = Math.DivRem(batch, shape[axis]);
            start += position * strides[axis];
        }

        return (int)start;
    }
}
