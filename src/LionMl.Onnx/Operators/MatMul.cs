using LionMl.Onnx.Kernels;

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
        MatMulPlan plan = MatMulPlan.Of(context.Shape(0), context.Shape(1));
        context.Set(0, plan.Result, context.Type(0));
    }

    public override long Work(InferContext context) =>
        context.InputElements + checked(context.OutputElements * context.Shape(0)[context.Shape(0).Rank - 1]);

    public override void Run(RunContext context)
    {
        MatMulPlan plan = MatMulPlan.Of(context.Shape(0), context.Shape(1));
        float[] left = context.Floats(0);
        float[] right = context.Floats(1);
        float[] result = new float[context.OutputCountOf(0)];
        if (result.Length == 0)
        {
            context.Set(0, result);
            return;
        }

        int batches = checked((int)plan.Batch.ElementCount);
        bool rightFixed = Broadcast.StretchedStrides(plan.RightBatch, plan.Batch).All(stride => stride == 0);
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
                (int leftStart, int rightStart) = plan.Starts(batch);
                int resultStart = batch * plan.Rows * plan.Columns;
                MatrixProduct.Multiply(
                    left, leftStart, right, rightStart, result, resultStart, plan.Rows, plan.Inner, plan.Columns, inside);
            }
        });
        context.Set(0, result);
    }
}
