using LionMl.Onnx.Kernels;
using LionMl.Onnx.Reading;

namespace LionMl.Onnx.Operators;

/// <summary>The product of stacks of quantised matrices, summed exactly and quantised again.</summary>
internal sealed class QLinearMatMul() : Operator("QLinearMatMul", 8, 8)
{
    public override void Infer(InferContext context)
    {
        foreach (int operand in new[] { 0, 3 })
        {
            QuantizationRules.RequireBytes(context, operand);
            context.RequireRank(operand, 1);
            context.RequireFloating(operand + 1);
            QuantizationRules.RequireZeroPoint(context, operand + 2, context.Type(operand), context.Shape(operand + 1));
            TensorShape parameter = context.Shape(operand + 1);
            MatMulInteger.RequireStretches(
                context, operand + 1, operand == 0 ? MatMulInteger.RowShape(parameter) : parameter, context.Shape(operand));
        }

        TensorShape result = MatMulPlan.Of(context.Shape(0), context.Shape(3)).Result;
        MatMulInteger.RequireStretches(context, 1, Laid(context.Shape(1), context.Shape(3), ofLeft: true), result);
        MatMulInteger.RequireStretches(context, 4, Laid(context.Shape(4), context.Shape(3), ofLeft: false), result);
        QuantizationRules.RequireOne(context, 6);
        context.RequireFloating(6);
        QuantizationRules.RequireBytes(context, 7);
        QuantizationRules.RequireOne(context, 7);
        context.Set(0, result, context.Type(7));
    }

    public override long Work(InferContext context) =>
        context.InputElements + checked(context.OutputElements * context.Shape(0)[context.Shape(0).Rank - 1]);

    public override void Run(RunContext context)
    {
        TensorShape right = context.Shape(3);
        TensorShape shape = context.OutputShape(0);
        long[] sums = MatMulInteger.Multiply(context, 0, 3, 2, 5);
        float[] leftScales = Broadcast.Stretch(context.Floats(1), Laid(context.Shape(1), right, ofLeft: true), shape, context.Threads);
        float[] rightScales = Broadcast.Stretch(context.Floats(4), Laid(context.Shape(4), right, ofLeft: false), shape, context.Threads);
        float scale = context.Floats(6)[0];
        long zero = context.Input(7).Integers[0];
        ElementType type = context.Input(7).Type;
        long[] result = new long[sums.Length];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = QuantizationRules.Saturate(type, sums[i] * (leftScales[i] * rightScales[i] / scale), zero);
        }

        context.Set(0, result);
    }

    // A parameter as it is laid over the result, where a vector on either side has left no axis.
    private static TensorShape Laid(TensorShape parameter, TensorShape right, bool ofLeft)
    {
        if (parameter.ElementCount == 1)
        {
            return TensorShape.Scalar;
        }

        if (!ofLeft)
        {
            return parameter;
        }

        TensorShape rows = MatMulInteger.RowShape(parameter);
        return right.Rank == 1 && rows.Rank > 1 ? new TensorShape(rows.Dimensions.RemoveAt(rows.Rank - 1)) : rows;
    }
}
