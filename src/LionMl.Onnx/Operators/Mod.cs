using LionMl.Onnx.Kernels;
using LionMl.Onnx.Reading;

namespace LionMl.Onnx.Operators;

/// <summary>The remainder of a division; of integers with the sign of the divisor, with fmod = 1 that of the dividend.</summary>
internal sealed class Mod() : Operator("Mod", 2, 2)
{
    public override void Infer(InferContext context)
    {
        context.RequireNumbers(0);
        context.RequireSameType(0, 1);
        if (context.Type(0).IsFloating() && context.Attributes.GetInt("fmod", 0) == 0)
        {
            throw new NodeProblemException("the remainder of real numbers needs fmod = 1");
        }

        context.Set(0, context.Broadcast(0, 1), context.Type(0));
    }

    public override void Run(RunContext context)
    {
        Tensor left = context.Input(0);
        Tensor right = context.Input(1);
        TensorShape shape = context.OutputShape(0);
        if (left.Type.IsFloating())
        {
            context.Set(0, Broadcast.Apply<float, float>(
                left.FloatArray, left.Shape, right.FloatArray, right.Shape, shape, Each<float>((l, r) => l % r), context.Threads));
            return;
        }

        bool sameSign = context.Attributes.GetInt("fmod", 0) != 0;
        Func<long, long, long> remainder = left.Type == ElementType.UInt64
            ? (l, r) => (long)((ulong)l % (ulong)NotZero(r))
            : (l, r) => Remainder(l, NotZero(r), sameSign);
        context.Set(0, Broadcast.Apply(
            left.IntegerArray, left.Shape, right.IntegerArray, right.Shape, shape, Each(remainder), context.Threads));
    }

    private static long NotZero(long divisor) =>
        divisor != 0 ? divisor : throw new NodeProblemException("it divides an integer by zero");

    private static long Remainder(long left, long right, bool sameSign)
    {
        // The machine refuses the one quotient that it cannot hold, whose remainder is 0 nonetheless.
        long remainder = right == -1 ? 0 : left % right;
        return sameSign || remainder == 0 || (remainder < 0) == (right < 0) ? remainder : remainder + right;
    }

    private static Broadcast.Kernel<T, T> Each<T>(Func<T, T, T> function) => (left, right, result) =>
    {
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = function(left[i], right[i]);
        }
    };
}
