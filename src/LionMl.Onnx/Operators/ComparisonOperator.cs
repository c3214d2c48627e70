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
            Compare(tensor => tensor.FloatArray, Floats);
        }
        else if (left.Type.IsInteger())
        {
            Compare(tensor => tensor.IntegerArray, Integers);
        }
        else
        {
            Compare(tensor => tensor.BooleanArray, Booleans);
        }

        void Compare<T>(Func<Tensor, T[]> elementsOf, Func<T, T, bool> compare) => context.Set(
            0, Broadcast.Apply(elementsOf(left), left.Shape, elementsOf(right), right.Shape, shape, Each(compare), context.Threads));
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
