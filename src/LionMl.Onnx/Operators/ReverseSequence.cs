using LionMl.Onnx.Reading;

namespace LionMl.Onnx.Operators;

/// <summary>For each sample of a batch, its first elements along the time axis in reverse order; how many, an input says.</summary>
internal sealed class ReverseSequence() : MovementOperator("ReverseSequence", 2, 2)
{
    public override void Infer(InferContext context)
    {
        context.RequireRank(0, 2);
        TensorShape input = context.Shape(0);
        (int batch, int time) = Axes(context.Attributes);
        if (!context.Type(1).IsInteger() || !context.Shape(1).Equals(TensorShape.Of(input[batch])))
        {
            throw new NodeProblemException(
                $"its lengths are {context.Type(1)} {context.Shape(1)}; one integer for each of {input[batch]} samples is needed");
        }

        if (context.Constant(1) is { } lengths)
        {
            CheckLengths(lengths.Integers, input[time]);
        }

        context.Set(0, input, context.Type(0));
    }

    public override int[]? Sources(MoveContext context, int output)
    {
        TensorShape shape = context.Shape(0);
        (int batch, int time) = Axes(context.Attributes);
        ReadOnlySpan<long> lengths = context.Integers(1);
        CheckLengths(lengths, shape[time]);
        int inner = (int)shape.Product(2, shape.Rank);
        int[] sources = new int[checked((int)shape.ElementCount)];
        for (int i = 0; i < sources.Length; i++)
        {
            int first = i / inner / shape[1];
            int second = i / inner % shape[1];
            int position = time == 0 ? first : second;
            long length = lengths[batch == 0 ? first : second];
            long moved = position < length ? length - 1 - position : position;
            sources[i] = (int)(((time == 0 ? (moved * shape[1]) + second : ((long)first * shape[1]) + moved) * inner) + (i % inner));
        }

        return sources;
    }

    private static (int Batch, int Time) Axes(NodeAttributes attributes)
    {
        long batch = attributes.GetInt("batch_axis", 1);
        long time = attributes.GetInt("time_axis", 0);
        return (batch, time) is (0, 1) or (1, 0)
            ? ((int)batch, (int)time)
            : throw new NodeProblemException($"its batch_axis {batch} and time_axis {time} must be 0 and 1, or 1 and 0");
    }

    private static void CheckLengths(ReadOnlySpan<long> lengths, int steps)
    {
        foreach (long length in lengths)
        {
            if (length < 0 || length > steps)
            {
                throw new NodeProblemException($"a length of {length} does not fit a time axis of size {steps}");
            }
        }
    }
}
