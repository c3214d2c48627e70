using LionMl.Onnx.Kernels;
using LionMl.Onnx.Reading;

namespace LionMl.Onnx.Operators;

/// <summary>The axes from a given one on, normalised to mean 0 and variance 1, then scaled and shifted; statistics in 64 bits.</summary>
internal sealed class LayerNormalization() : Operator("LayerNormalization", 2, 3, 3)
{
    public override void Infer(InferContext context)
    {
        context.RequireFloating(0);
        context.RequireRank(0, 1);
        TensorShape input = context.Shape(0);
        int axis = InferContext.Axis(context.Attributes.GetInt("axis", -1), input.Rank);
        context.Attributes.GetFloat("epsilon", 1e-5f);
        var normalised = new TensorShape(input.Dimensions[axis..]);
        for (int i = 1; i < context.InputCount; i++)
        {
            if (!context.Has(i))
            {
                continue;
            }

            context.RequireFloating(i);
            if (!InferContext.Broadcast(normalised, context.Shape(i)).Equals(normalised))
            {
                throw new NodeProblemException($"its parameter of shape {context.Shape(i)} does not stretch to {normalised}");
            }
        }

        context.Set(0, input, context.Type(0));
        TensorShape statistics = new([.. input.Dimensions[..axis], .. Enumerable.Repeat(1, input.Rank - axis)]);
        context.Set(1, statistics, ElementType.Float);
        context.Set(2, statistics, ElementType.Float);
    }

    public override void Run(RunContext context)
    {
        TensorShape shape = context.Shape(0);
        int axis = InferContext.Axis(context.Attributes.GetInt("axis", -1), shape.Rank);
        double epsilon = context.Attributes.GetFloat("epsilon", 1e-5f);
        var normalised = new TensorShape(shape.Dimensions[axis..]);
        float[] scale = Stretched(context, 1, normalised);
        float[]? bias = context.Has(2) ? Stretched(context, 2, normalised) : null;
        int size = scale.Length;
        float[] values = context.Floats(0);
        float[] result = new float[values.Length];
        int rows = size == 0 ? 0 : values.Length / size;
        float[] means = new float[rows];
        float[] inverses = new float[rows];
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<float> line = values.AsSpan(row * size, size);
            (double mean, double variance) = Statistics.Of(line);
            double inverse = 1 / Math.Sqrt(variance + epsilon);
            for (int i = 0; i < size; i++)
            {
                result[(row * size) + i] = (float)(((line[i] - mean) * inverse * scale[i]) + (bias?[i] ?? 0));
            }

            means[row] = (float)mean;
            inverses[row] = (float)inverse;
        }

        context.Set(0, result);
        context.Set(1, means);
        context.Set(2, inverses);
    }

    private static float[] Stretched(RunContext context, int input, TensorShape shape) =>
        Broadcast.Stretch(context.Floats(input), context.Shape(input), shape, context.Threads);
}
