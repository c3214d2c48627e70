using LionMl.Onnx.Kernels;

namespace LionMl.Onnx.Operators;

/// <summary>An operator that compares two tensors element by element, stretched to a common shape; gives truth values.</summary>
internal abstract class ComparisonOperator(string opType) : Operator(opType, 2, 2)
{
    /// <summary>Whether truth values can be compared as well.</summary>
    protected virtual bool TakesBooleans => false;

    public override void Infer(InferContext context)
    {
        if (!TakesBooleans)
        {
            context.RequireNumbers(0);
        }

        context.RequireSameType(0, 1);
        context.Set(0, context.Broadcast(0, 1), ElementType.Bool);
    }

    public override void Run(RunContext context)
    {
        Tensor left = context.Input(0);
        Tensor right = context.Input(1);
        TensorShape shape = context.OutputShape(0);
        if (left.Type.IsFloating())
        {
            context.Set(
                0, Broadcast.Apply(left.FloatArray, left.Shape, right.FloatArray, right.Shape, shape, Each<float>(Floats), context.Threads));
        }
        else if (left.Type.IsInteger())
        {
            context.Set(
                0, Broadcast.Apply(left.IntegerArray, left.Shape, right.IntegerArray, right.Shape, shape, Each<long>(Integers), context.Threads));
        }
        else
        {
            context.Set(
                0, Broadcast.Apply(left.BooleanArray, left.Shape, right.BooleanArray, right.Shape, shape, Each<bool>(Booleans), context.Threads));
        }
    }

    /// <summary>Compares real numbers.</summary>
    protected abstract bool Floats(float left, float right);

    /// <summary>Compares integers.</summary>
    protected abstract bool Integers(long left, long right);

    /// <summary>Compares truth values; called only where <see cref="TakesBooleans"/>.</summary>
    protected virtual bool Booleans(bool left, bool right) => throw new NotSupportedException();

    private static Broadcast.Kernel<T, bool> Each<T>(Func<T, T, bool> compare) => (left, right, result) =>
    {
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = compare(left[i], right[i]);
        }
    };
}
