namespace LionMl.Onnx.Operators;

/// <summary>An operator that reduces all spatial axes of each channel to one element.</summary>
internal abstract class GlobalPoolOperator(string opType) : Operator(opType, 1, 1)
{
    public override void Infer(InferContext context)
    {
        context.RequireFloating(0);
        context.RequireRank(0, 2);
        TensorShape input = context.Shape(0);
        context.Set(0, new TensorShape([input[0], input[1], .. Enumerable.Repeat(1, input.Rank - 2)]), context.Type(0));
    }

    public override void Run(RunContext context)
    {
        TensorShape input = context.Shape(0);
        int size = (int)input.Product(2, input.Rank);
        float[] values = context.Floats(0);
        float[] result = new float[context.OutputCountOf(0)];
        for (int plane = 0; plane < result.Length; plane++)
        {
            result[plane] = Reduce(values.AsSpan(plane * size, size), context.Attributes);
        }

        context.Set(0, result);
    }

    /// <summary>Reduces one channel; it may be empty.</summary>
    protected abstract float Reduce(ReadOnlySpan<float> channel, NodeAttributes attributes);
}
