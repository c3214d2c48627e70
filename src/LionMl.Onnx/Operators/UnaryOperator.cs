using LionMl.Onnx.Kernels;

namespace LionMl.Onnx.Operators;

/// <summary>An operator that maps every element by itself and keeps shape and type.</summary>
internal abstract class UnaryOperator(string opType) : Operator(opType, 1, 1)
{
    private const int MinimumPiece = 1 << 13;

    /// <summary>Whether integers are allowed as well as real numbers.</summary>
    protected virtual bool TakesIntegers => false;

    public override void Infer(InferContext context)
    {
        context.RequireNumbers(0);
        if (!TakesIntegers)
        {
            context.RequireFloating(0);
        }

        context.Set(0, context.Shape(0), context.Type(0));
    }

    public override void Run(RunContext context)
    {
        if (context.Input(0).Type.IsInteger())
        {
            context.Set(0, Array.ConvertAll(context.Input(0).IntegerArray, value => Integer(value, context.Attributes)));
            return;
        }

        float[] values = context.Floats(0);
        float[] result = new float[values.Length];
        context.Threads.For(
            values.Length, MinimumPiece, (start, end) => Floats(values.AsSpan(start..end), result.AsSpan(start..end), context.Attributes));
        context.Set(0, result);
    }

    /// <summary>Maps a run of real numbers.</summary>
    protected abstract void Floats(ReadOnlySpan<float> values, Span<float> result, NodeAttributes attributes);

    /// <summary>Maps an integer; called only where <see cref="TakesIntegers"/>.</summary>
    protected virtual long Integer(long value, NodeAttributes attributes) => throw new NotSupportedException();
}
