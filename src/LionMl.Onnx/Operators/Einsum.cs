using System.Numerics;
using LionMl.Onnx.Kernels;

namespace LionMl.Onnx.Operators;

/// <summary>Products of elements of several tensors, summed over axes, as an equation like <c>bij,bjk->bik</c> says.</summary>
internal sealed class Einsum() : Operator("Einsum", 1, int.MaxValue)
{
    public override void Infer(InferContext context)
    {
        context.RequireNumbers(0);
        for (int i = 1; i < context.InputCount; i++)
        {
            if (!context.Has(i))
            {
                throw new Reading.NodeProblemException($"its operand {i} is absent");
            }

            context.RequireSameType(0, i);
        }

        context.Set(0, PlanOf(context).OutputShape, context.Type(0));
    }

    public override long Work(InferContext context) => checked(context.OutputElements + PlanOf(context).Work);

    public override void Run(RunContext context)
    {
        TensorShape[] shapes = [.. Enumerable.Range(0, context.InputCount).Select(context.Shape)];
        EinsumPlan plan = EinsumPlan.Of(context.Attributes.GetString("equation", string.Empty), shapes);
        if (context.Input(0).Type.IsFloating())
        {
            double[] result = [1];
            for (int i = 0; i < shapes.Length; i++)
            {
                result = Combine(plan.Steps[i], result, Array.ConvertAll(context.Floats(i), value => (double)value), context.Threads);
            }

            context.Set(0, Array.ConvertAll(result, value => (float)value));
            return;
        }

        long[] integers = [1];
        for (int i = 0; i < shapes.Length; i++)
        {
            integers = Combine(plan.Steps[i], integers, context.Input(i).IntegerArray, context.Threads);
        }

        context.Set(0, integers);
    }

    private static EinsumPlan PlanOf(InferContext context) => EinsumPlan.Of(
        context.Attributes.GetString("equation", string.Empty),
        [.. Enumerable.Range(0, context.InputCount).Select(context.Shape)]);

    private static T[] Combine<T>(EinsumPlan.Step step, T[] left, T[] right, Threads threads)
        where T : struct, INumber<T>
    {
        T[] result = new T[checked((int)step.Kept.Product())];
        long terms = step.Summed.Product();
        threads.For(result.Length, (int)Math.Max(1, (1 << 14) / Math.Max(1, terms)), (start, end) =>
        {
            int[] position = new int[step.Summed.Sizes.Length];
            for (int i = start; i < end; i++)
            {
                long l = 0;
                long r = 0;
                int rest = i;
                for (int axis = step.Kept.Sizes.Length - 1; axis >= 0; axis--)
                {
                    (rest, int place) = Math.DivRem(rest, step.Kept.Sizes[axis]);
                    l += place * step.Kept.Left[axis];
                    r += place * step.Kept.Right[axis];
                }

                result[i] = Sum(step.Summed, terms, left, l, right, r, position);
            }
        });
        return result;
    }

    private static T Sum<T>(EinsumPlan.Loop loop, long terms, T[] left, long l, T[] right, long r, int[] position)
        where T : struct, INumber<T>
    {
        T sum = T.Zero;
        for (long term = 0; term < terms; term++)
        {
            sum = unchecked(sum + (left[l] * right[r]));
            for (int axis = position.Length - 1; axis >= 0; axis--)
            {
                l += loop.Left[axis];
                r += loop.Right[axis];
                if (++position[axis] < loop.Sizes[axis])
                {
                    break;
                }

                l -= loop.Left[axis] * loop.Sizes[axis];
                r -= loop.Right[axis] * loop.Sizes[axis];
                position[axis] = 0;
            }
        }

        return sum;
    }
}
