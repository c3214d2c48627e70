using System.Numerics;

namespace LionMl.Onnx.Operators;

/// <summary>An operator that gives the position of an extreme element along an axis: the first one, or on request the last.</summary>
internal abstract class ArgOperator(string opType) : Operator(opType, 1, 1)
{
    public override void Infer(InferContext context)
    {
        context.RequireNumbers(0);
        context.RequireRank(0, 1);
        TensorShape input = context.Shape(0);
        int axis = InferContext.Axis(context.Attributes.GetInt("axis", 0), input.Rank);
        context.Attributes.GetInt("select_last_index", 0);
        if (input[axis] == 0)
        {
            throw new Reading.NodeProblemException($"axis {axis} of shape {input} is empty, so it has no extreme element");
        }

        bool keep = context.Attributes.GetInt("keepdims", 1) != 0;
        var dimensions = keep ? input.Dimensions.SetItem(axis, 1) : input.Dimensions.RemoveAt(axis);
        context.Set(0, new TensorShape(dimensions), ElementType.Int64);
    }

    public override void Run(RunContext context)
    {
        TensorShape shape = context.Shape(0);
        int axis = InferContext.Axis(context.Attributes.GetInt("axis", 0), shape.Rank);
        bool last = context.Attributes.GetInt("select_last_index", 0) != 0;
        int inner = (int)shape.Product(axis + 1, shape.Rank);
        long[] result = new long[context.OutputCountOf(0)];
        if (context.Input(0).Type.IsFloating())
        {
            Find(context.Floats(0), shape[axis], inner, last, result);
        }
        else if (context.Input(0).Type == ElementType.UInt64)
        {
            Find(Array.ConvertAll(context.Input(0).IntegerArray, value => (ulong)value), shape[axis], inner, last, result);
        }
        else
        {
            Find(context.Input(0).IntegerArray, shape[axis], inner, last, result);
        }

        context.Set(0, result);
    }

    /// <summary>Whether an element beats the best so far.</summary>
    protected abstract bool IsBetter<T>(T candidate, T best)
        where T : INumber<T>;

    private void Find<T>(T[] values, int size, int inner, bool last, long[] result)
        where T : INumber<T>
    {
        for (int i = 0; i < result.Length; i++)
        {
            int first = (i / inner * size * inner) + (i % inner);
            int best = 0;
            for (int j = 1; j < size; j++)
            {
                T candidate = values[first + (j * inner)];
                T leader = values[first + (best * inner)];
                if (IsBetter(candidate, leader) || (last && candidate == leader))
                {
                    best = j;
                }
            }

            result[i] = best;
        }
    }
}
