using LionMl.Onnx.Reading;

namespace LionMl.Onnx.Operators;

/// <summary>
/// The positions of all elements that are not zero, one row for each axis. How many there are decides the shape: of a constant they are
/// counted, otherwise their number is stated, and any other number is refused.
/// </summary>
internal sealed class NonZero() : Operator("NonZero", 1, 1)
{
    public override void Infer(InferContext context)
    {
        TensorShape shape = context.Shape(0);
        long number = context.Constant(0) is { } value ? Places(value).Count : StatedNumber(context, shape.ElementCount);
        context.Set(0, InferContext.ShapeOf(shape.Rank, number), ElementType.Int64);
    }

    public override void Run(RunContext context)
    {
        if (!context.Wants(0))
        {
            return;
        }

        TensorShape shape = context.Shape(0);
        long[] strides = shape.Strides();
        List<int> places = Places(context.Input(0));
        int expected = context.OutputShape(0)[1];
        if (places.Count != expected)
        {
            throw new NodeProblemException(
                $"{places.Count} elements of '{context.Node.Inputs[0]}' are not zero, but the model was read for exactly {expected}, the "
                + $"second dimension of '{context.Node.Outputs[0]}': give an input with so many, or read the model for another number");
        }

        long[] result = new long[shape.Rank * places.Count];
        for (int i = 0; i < result.Length; i++)
        {
            (int axis, int which) = Math.DivRem(i, places.Count);
            result[i] = places[which] / strides[axis] % shape[axis];
        }

        context.Set(0, result);
    }

    private static long StatedNumber(InferContext context, long elements)
    {
        string input = context.Node.Inputs[0];
        string? symbol = context.Count.Symbol;
        long number = context.Count.Number ?? throw new NodeProblemException(
            $"how many results it gives depends on the values of '{input}', which depend on the model's input, but a circuit has fixed sizes: "
            + $"give --dim {symbol}=VALUE where exactly VALUE elements of '{input}' are not zero in every sample (another number is refused "
            + "then), or use a mask of fixed shape (Where) instead");
        return number >= 0 && number <= elements
            ? number
            : throw new NodeProblemException(
                $"exactly {number} elements of '{input}' are not to be zero ({(symbol is null ? "as the file says" : $"--dim {symbol}={number}")}), "
                + $"but it has {elements}");
    }

    private static List<int> Places(Tensor value)
    {
        float[] elements = value.ToFloats();
        var places = new List<int>();
        for (int i = 0; i < elements.Length; i++)
        {
            if (elements[i] != 0)
            {
                places.Add(i);
            }
        }

        return places;
    }
}
