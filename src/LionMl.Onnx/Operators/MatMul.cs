using LionMl.Onnx.Kernels;
using LionMl.Onnx.Reading;

namespace LionMl.Onnx.Operators;

/// <summary>
/// Matrix product over the last two axes; the axes before are stretched, a vector counts as a row (left) or column (right).
/// </summary>
internal sealed class MatMul() : Operator("MatMul", 2, 2)
{
    public override void Infer(InferContext context)
    {
        context.RequireFloating(0);
        context.RequireSameType(0, 1);
        context.RequireRank(0, 1);
        context.RequireRank(1, 1);
        Plan plan = Plan.Of(context.Shape(0), context.Shape(1));
        context.Set(0, plan.Result, context.Type(0));
    }

    public override long Work(InferContext context) =>
        context.InputElements + checked(context.OutputElements * context.Shape(0)[context.Shape(0).Rank - 1]);

    public override void Run(RunContext context)
    {
        Plan plan = Plan.Of(context.Shape(0), context.Shape(1));
        float[] left = context.Floats(0);
        float[] right = context.Floats(1);
        float[] result = new float[context.OutputCountOf(0)];
        if (result.Length == 0)
        {
            context.Set(0, result);
            return;
        }

        long[] leftStrides = Broadcast.StretchedStrides(plan.LeftBatch, plan.Batch);
        long[] rightStrides = Broadcast.StretchedStrides(plan.RightBatch, plan.Batch);
        int batches = checked((int)plan.Batch.ElementCount);
        bool rightFixed = rightStrides.All(stride => stride == 0);
        if (rightFixed && plan.LeftBatch.ElementCount == batches)
        {
            // One right matrix for all: the left ones are simply more rows.
            MatrixProduct.Multiply(left, 0, right, 0, result, 0, batches * plan.Rows, plan.Inner, plan.Columns, context.Threads);
            context.Set(0, result);
            return;
        }

        Threads inside = batches > 1 ? Threads.One : context.Threads;
        context.Threads.For(batches, 1, (start, end) =>
        {
            for (int batch = start; batch < end; batch++)
            {
                int leftStart = Start(batch, plan.Batch, leftStrides) * plan.Rows * plan.Inner;
                int rightStart = Start(batch, plan.Batch, rightStrides) * plan.Inner * plan.Columns;
                int resultStart = batch * plan.Rows * plan.Columns;
                MatrixProduct.Multiply(
                    left, leftStart, right, rightStart, result, resultStart, plan.Rows, plan.Inner, plan.Columns, inside);
            }
        });
        context.Set(0, result);
    }

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

    private sealed record Plan(
        TensorShape LeftBatch, TensorShape RightBatch, TensorShape Batch, int Rows, int Inner, int Columns, TensorShape Result)
    {
        public static Plan Of(TensorShape left, TensorShape right)
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
            return new Plan(leftBatch, rightBatch, batch, rows, inner, columns, new TensorShape(result));
        }
    }
}
