using LionMl.Onnx.Reading;

namespace LionMl.Onnx.Operators;

/// <summary>
/// Local response normalisation: x / (bias + alpha/size · Σ x²)^beta, the sum taken over neighbouring channels at the same position.
/// </summary>
internal sealed class LRN() : Operator("LRN", 1, 1)
{
    public override void Infer(InferContext context)
    {
        context.RequireFloating(0);
        context.RequireRank(0, 2);
        Parameters.Of(context.Attributes);
        context.Set(0, context.Shape(0), context.Type(0));
    }

    public override long Work(InferContext context) =>
        checked(context.InputElements * Math.Min(Parameters.Of(context.Attributes).Size, context.Shape(0)[1]));

    public override void Run(RunContext context)
    {
        TensorShape shape = context.Shape(0);
        Parameters parameters = Parameters.Of(context.Attributes);
        int channels = shape[1];
        int plane = (int)shape.Product(2, shape.Rank);
        float[] values = context.Floats(0);
        float[] result = new float[values.Length];
        context.Threads.For(values.Length, 1 << 12, (start, end) =>
        {
            for (int i = start; i < end; i++)
            {
                int channel = i / plane % channels;
                int first = (int)Math.Max(0, channel - ((parameters.Size - 1) / 2));
                int last = (int)Math.Min(channels - 1, channel + (parameters.Size / 2));
                double sum = 0;
                for (int other = first; other <= last; other++)
                {
                    double value = values[i + ((other - channel) * plane)];
                    sum += value * value;
                }

                double factor = parameters.Bias + (parameters.Alpha / parameters.Size * sum);
                result[i] = (float)(values[i] / Math.Pow(factor, parameters.Beta));
            }
        });
        context.Set(0, result);
    }

    private sealed record Parameters(long Size, double Alpha, double Beta, double Bias)
    {
        public static Parameters Of(NodeAttributes attributes)
        {
            long size = attributes.GetInt("size", 0);
            return size is >= 1 and <= int.MaxValue
                ? new Parameters(
                    size, attributes.GetFloat("alpha", 1e-4f), attributes.GetFloat("beta", 0.75f), attributes.GetFloat("bias", 1))
                : throw new NodeProblemException($"its size is {size}; the number of channels that it sums over is needed");
        }
    }
}
