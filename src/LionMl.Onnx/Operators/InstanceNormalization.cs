using LionMl.Onnx.Kernels;
using LionMl.Onnx.Reading;

namespace LionMl.Onnx.Operators;

/// <summary>Each channel of each sample normalised to mean 0 and variance 1, then scaled and shifted.</summary>
internal sealed class InstanceNormalization() : Operator("InstanceNormalization", 3, 3)
{
    public override Node ToOpset17(Node node, int opset, OpsetContext context) =>
        node with { Attributes = node.Attributes.Without("consumed_inputs") };

    public override void Infer(InferContext context)
    {
        context.RequireFloating(0);
        context.RequireRank(0, 2);
        context.Attributes.GetFloat("epsilon", 1e-5f);
        int channels = context.Shape(0)[1];
        for (int i = 1; i < 3; i++)
        {
            context.RequireForEachChannel(i, channels);
        }

        context.Set(0, context.Shape(0), context.Type(0));
    }

    public override void Run(RunContext context)
    {
        TensorShape shape = context.Shape(0);
        int size = (int)shape.Product(2, shape.Rank);
        float[] scale = context.Floats(1);
        float[] bias = context.Floats(2);
        double epsilon = context.Attributes.GetFloat("epsilon", 1e-5f);
        float[] values = context.Floats(0);
        float[] result = new float[values.Length];
        for (int plane = 0; size > 0 && plane < values.Length / size; plane++)
        {
            int channel = plane % shape[1];
            ReadOnlySpan<float> line = values.AsSpan(plane * size, size);
            (double mean, double variance) = Statistics.Of(line);
            double factor = scale[channel] / Math.Sqrt(variance + epsilon);
            for (int i = 0; i < size; i++)
            {
                result[(plane * size) + i] = (float)(((line[i] - mean) * factor) + bias[channel]);
            }
        }

        context.Set(0, result);
    }
}
