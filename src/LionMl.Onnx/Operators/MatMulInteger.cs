using LionMl.Onnx.Kernels;
using LionMl.Onnx.Reading;

namespace LionMl.Onnx.Operators;

/// <summary>The exact product of stacks of matrices of bytes, less their zero points, as integers of 32 bits.</summary>
internal sealed class MatMulInteger() : Operator("MatMulInteger", 2, 4)
{
    /// <summary>A parameter of the left operand (one number, one for each row, or any shape) as it is laid over that operand.</summary>
    public static TensorShape RowShape(TensorShape parameter) =>
        parameter.Rank == 1 && parameter[0] != 1 ? TensorShape.Of(parameter[0], 1) : parameter;

    /// <summary>Refuses a scale or zero point that does not stretch to its operand.</summary>
    /// <param name="context">The node.</param>
    /// <param name="input">The parameter.</param>
    /// <param name="parameter">Its shape, as it is laid over the operand.</param>
    /// <param name="operand">The operand's shape.</param>
    public static void RequireStretches(InferContext context, int input, TensorShape parameter, TensorShape operand)
    {
        if (!TensorShape.TryBroadcast(parameter, operand, out TensorShape? common) || !common!.Equals(operand))
        {
            throw new NodeProblemException(
                $"its parameter '{context.Node.Inputs[input]}' of shape {context.Shape(input)} does not stretch to {operand}");
        }
    }

    /// <summary>The exact products of an operand pair.</summary>
    public static long[] Multiply(RunContext context, int left, int right, int leftZero, int rightZero)
    {
        MatMulPlan plan = MatMulPlan.Of(context.Shape(left), context.Shape(right));
        long[] result = new long[checked((int)plan.Result.ElementCount)];
        if (result.Length == 0 || plan.Inner == 0)
        {
            return result;
        }

        long[] a = Centred(context, left, leftZero, RowShape);
        long[] b = Centred(context, right, rightZero, shape => shape);
        context.Threads.For(checked((int)plan.Batch.ElementCount), 1, (start, end) =>
        {
            for (int batch = start; batch < end; batch++)
            {
                (int leftStart, int rightStart) = plan.Starts(batch);
                IntegerProduct.Multiply(
                    a.AsSpan(leftStart, plan.Rows * plan.Inner),
                    b.AsSpan(rightStart, plan.Inner * plan.Columns),
                    result.AsSpan(batch * plan.Rows * plan.Columns, plan.Rows * plan.Columns),
                    plan.Inner,
                    plan.Columns);
            }
        });
        return result;
    }

    public override void Infer(InferContext context)
    {
        for (int i = 0; i < 2; i++)
        {
            QuantizationRules.RequireBytes(context, i);
            context.RequireRank(i, 1);
            if (context.Has(i + 2))
            {
                context.RequireSameType(i, i + 2);
                TensorShape parameter = context.Shape(i + 2);
                RequireStretches(context, i + 2, i == 0 ? RowShape(parameter) : parameter, context.Shape(i));
            }
        }

        context.Set(0, MatMulPlan.Of(context.Shape(0), context.Shape(1)).Result, ElementType.Int32);
    }

    public override long Work(InferContext context) =>
        context.InputElements + checked(context.OutputElements * context.Shape(0)[context.Shape(0).Rank - 1]);

    public override void Run(RunContext context) => context.Set(0, Multiply(context, 0, 1, 2, 3));

    private static long[] Centred(RunContext context, int operand, int zero, Func<TensorShape, TensorShape> laidOver)
    {
        Tensor values = context.Input(operand);
        if (context.Optional(zero) is not { } points)
        {
            return values.IntegerArray;
        }

        Broadcast.Kernel<long, long> subtract = System.Numerics.Tensors.TensorPrimitives.Subtract;
        return Broadcast.Apply(
            values.IntegerArray, values.Shape, points.IntegerArray, laidOver(points.Shape), values.Shape, subtract, context.Threads);
    }
}
