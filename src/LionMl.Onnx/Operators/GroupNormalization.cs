using LionMl.Onnx.Kernels;
using LionMl.Onnx.Reading;

namespace LionMl.Onnx.Operators;

/// <summary>
/// Groups of channels of each sample normalised to mean 0 and variance 1; scale and bias belong to channels, or (in opset 18) to groups.
/// </summary>
internal sealed class GroupNormalization() : Operator("GroupNormalization", 3, 3)
{
    public override Node ToOpset17(Node node, int opset, OpsetContext context)
    {
        // One form for whoever lowers it: a number for each channel, as from opset 21 on.
        TensorShape shape = context.Shape(node.Inputs[0]);
        long groups = node.Attributes.GetInt("num_groups", 0);
        for (int i = 1; i < 3; i++)
        {
            if (shape.Rank >= 2 && groups > 0 && shape[1] % groups == 0 && shape[1] != groups
                && context.Constant(node.Inputs[i]) is { } value && value.Type.IsFloating()
                && value.Shape.Rank == 1 && value.Count == groups)
            {
                int each = (int)(shape[1] / groups);
                float[] channels = [.. Enumerable.Range(0, shape[1]).Select(channel => value.FloatArray[channel / each])];
                string name = context.Add(node, i == 1 ? "scale" : "bias", new Tensor(TensorShape.Of(shape[1]), channels, value.Type));
                node = OpsetForms.WithInput(node, i, name);
            }
        }

        return node with { Attributes = node.Attributes.Without("stash_type") };
    }

    public override void Infer(InferContext context)
    {
        context.RequireFloating(0);
        context.RequireRank(0, 2);
        int channels = context.Shape(0)[1];
        long groups = context.Attributes.GetInt("num_groups", 0);
        context.Attributes.GetFloat("epsilon", 1e-5f);
        if (groups < 1 || groups > int.MaxValue || channels % groups != 0)
        {
            throw new NodeProblemException($"its {channels} channels cannot be put into num_groups = {groups} equal groups");
        }

        for (int i = 1; i < 3; i++)
        {
            context.RequireFloating(i);
            TensorShape parameter = context.Shape(i);
            if (!parameter.Equals(TensorShape.Of(channels)) && !parameter.Equals(TensorShape.Of((int)groups)))
            {
                throw new NodeProblemException(
                    $"its parameter '{context.Node.Inputs[i]}' of shape {parameter} does not give one number to each of {channels} "
                    + $"channels (or {groups} groups)");
            }
        }

        context.Set(0, context.Shape(0), context.Type(0));
    }

    public override void Run(RunContext context)
    {
        TensorShape shape = context.Shape(0);
        int groups = (int)context.Attributes.GetInt("num_groups", 1);
        int plane = (int)shape.Product(2, shape.Rank);
        int size = shape[1] / groups * plane;
        float[] scale = context.Floats(1);
        float[] bias = context.Floats(2);
        double epsilon = context.Attributes.GetFloat("epsilon", 1e-5f);
        float[] values = context.Floats(0);
        float[] result = new float[values.Length];
        for (int block = 0; size > 0 && block < values.Length / size; block++)
        {
            (double mean, double variance) = Statistics.Of(values.AsSpan(block * size, size));
            double inverse = 1 / Math.Sqrt(variance + epsilon);
            for (int i = block * size; i < (block + 1) * size; i++)
            {
                int channel = i / plane % shape[1];
                result[i] = (float)(((values[i] - mean) * inverse * Of(scale, channel)) + Of(bias, channel));
            }
        }

        context.Set(0, result);

        float Of(float[] parameters, int channel) =>
            parameters[parameters.Length == shape[1] ? channel : channel / (shape[1] / groups)];
    }
}
