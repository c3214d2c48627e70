using LionMl.Onnx.Reading;

namespace LionMl.Onnx.Operators;

/// <summary>The sums of the elements before (and up to) each along an axis, in 64 bits; on request from behind.</summary>
internal sealed class CumSum() : Operator("CumSum", 2, 2)
{
    public override void Infer(InferContext context)
    {
        context.RequireNumbers(0);
        context.RequireRank(0, 1);
        ReadOnlySpan<long> axis = context.RequireIntegers(1, "axis");
        if (axis.Length != 1)
        {
            throw new NodeProblemException($"its axis is {axis.Length} numbers; one is needed");
        }

        InferContext.Axis(axis[0], context.Shape(0).Rank);
        context.Attributes.GetInt("exclusive", 0);
        context.Attributes.GetInt("reverse", 0);
        context.Set(0, context.Shape(0), context.Type(0));
    }

    public override void Run(RunContext context)
    {
        TensorShape shape = context.Shape(0);
        int axis = InferContext.Axis(context.Input(1).Integers[0], shape.Rank);
        bool exclusive = context.Attributes.GetInt("exclusive", 0) != 0;
        bool reverse = context.Attributes.GetInt("reverse", 0) != 0;
        int inner = (int)shape.Product(axis + 1, shape.Rank);
        int size = shape[axis];
        if (context.Input(0).Type.IsFloating())
        {
            float[] values = context.Floats(0);
            float[] result = new float[values.Length];
            ForEachLine(values.Length, size, inner, reverse, line =>
            {
                double sum = 0;
                foreach (int place in line)
                {
                    double next = sum + values[place];
                    result[place] = (float)(exclusive ? sum : next);
                    sum = next;
                }
            });
            context.Set(0, result);
            return;
        }

        long[] integers = context.Input(0).IntegerArray;
        long[] sums = new long[integers.Length];
        ForEachLine(integers.Length, size, inner, reverse, line =>
        {
            long sum = 0;
            foreach (int place in line)
            {
                long next = unchecked(sum + integers[place]);
                sums[place] = exclusive ? sum : next;
                sum = next;
            }
        });
        context.Set(0, sums);
    }

    private static void ForEachLine(int count, int size, int inner, bool reverse, Action<int[]> body)
    {
        int[] line = new int[size];
        for (int i = 0; size > 0 && i < count / size; i++)
        {
            int first = (i / inner * size * inner) + (i % inner);
            for (int j = 0; j < size; j++)
            {
                line[reverse ? size - 1 - j : j] = first + (j * inner);
            }

            body(line);
        }
    }
}
