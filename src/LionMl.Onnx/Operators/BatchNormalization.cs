using LionMl.Onnx.Reading;

namespace LionMl.Onnx.Operators;

/// <summary>
/// Normalisation of each channel by stored statistics: (x − mean) / √(variance + epsilon) · scale + bias; inference only.
/// </summary>
internal sealed class BatchNormalization() : Operator("BatchNormalization", 5, 5, 5)
{
    /// <summary>The factor and addend that each channel is mapped by.</summary>
    /// <param name="attributes">The node's attributes.</param>
    /// <param name="parameters">Scale, bias, mean and variance.</param>
    public static (double[] Factor, double[] Addend) Affine(NodeAttributes attributes, ReadOnlySpan<Tensor> parameters)
    {
        double epsilon = Epsilon(attributes);
        int channels = parameters[0].Count;
        double[] factor = new double[channels];
        double[] addend = new double[channels];
        for (int channel = 0; channel < channels; channel++)
        {
            factor[channel] = parameters[0].Floats[channel] / Math.Sqrt(parameters[3].Floats[channel] + epsilon);
            addend[channel] = parameters[1].Floats[channel] - (parameters[2].Floats[channel] * factor[channel]);
        }

        return (factor, addend);
    }

    public override Node ToOpset17(Node node, int opset, OpsetContext context)
    {
        bool training = opset < 7 ? node.Attributes.GetInt("is_test", 0) == 0 : node.Attributes.GetInt("training_mode", 0) != 0;
        if (training || (node.Outputs.Length > 1 && node.Outputs.Skip(1).Any(output => output.Length > 0)))
        {
            throw new NodeProblemException("it is in training mode; export the model for inference (model.eval() in PyTorch)");
        }

        if (node.Attributes.GetInt("spatial", 1) == 0)
        {
            throw new NodeProblemException(
                "it normalises every position by itself (spatial = 0), which ended with opset 8: export with opset 17");
        }

        return node with
        {
            Outputs = [node.Outputs[0]],
            Attributes = node.Attributes
                .Without("is_test").Without("spatial").Without("training_mode").Without("momentum").Without("consumed_inputs"),
        };
    }

    public override void Infer(InferContext context)
    {
        context.RequireFloating(0);
        Epsilon(context.Attributes);
        context.RequireRank(0, 1);
        int channels = context.Shape(0).Rank > 1 ? context.Shape(0)[1] : 1;
        for (int i = 1; i < 5; i++)
        {
            context.RequireForEachChannel(i, channels);
        }

        context.Set(0, context.Shape(0), context.Type(0));
    }

    public override void Run(RunContext context)
    {
        TensorShape shape = context.Shape(0);
        (double[] factor, double[] addend) =
            Affine(context.Attributes, [context.Input(1), context.Input(2), context.Input(3), context.Input(4)]);
        int size = shape.Rank > 2 ? (int)shape.Product(2, shape.Rank) : 1;
        float[] values = context.Floats(0);
        float[] result = new float[values.Length];
        for (int i = 0; i < result.Length; i++)
        {
            int channel = i / size % factor.Length;
            result[i] = (float)((values[i] * factor[channel]) + addend[channel]);
        }

        context.Set(0, result);
    }

    private static float Epsilon(NodeAttributes attributes)
    {
        float epsilon = attributes.GetFloat("epsilon", 1e-5f);
        return float.IsFinite(epsilon) ? epsilon : throw new NodeProblemException($"its epsilon is {epsilon}");
    }
}
