using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>BatchNormalization at inference: a factor and a shift for each channel, folded into the layer before.</summary>
internal sealed class BatchNormalizationOperator : IOperator
{
    public string OpType => "BatchNormalization";

    public (string Reason, string Hint)? Refuse(Graph graph, Node node)
    {
        if (node.Attributes.GetInt("training_mode", 0) != 0)
        {
            return ("it is in training mode.", "Export the model for inference.");
        }

        return Enumerable.Range(1, 4).All(i => graph.TryGetConstant(node.Inputs[i], out _))
            ? null
            : ("its parameters are computed.", "Only constant parameters can be proved.");
    }

    public Operand Quantize(IntegerBuilder builder, Node node)
    {
        float[] Constant(int input) => ((ConstantOperand)builder.Get(node.Inputs[input])).Value.ToFloats();
        float[] scale = Constant(1), shift = Constant(2), mean = Constant(3), variance = Constant(4);
        double epsilon = node.Attributes.GetFloat("epsilon", 1e-5f);
        float[] factor = new float[scale.Length];
        float[] offset = new float[scale.Length];
        for (int channel = 0; channel < scale.Length; channel++)
        {
            double gain = scale[channel] / Math.Sqrt(variance[channel] + epsilon);
            factor[channel] = (float)gain;
            offset[channel] = (float)(shift[channel] - (mean[channel] * gain));
        }

        var shape = builder.Graph.ShapeOf(node.Outputs[0]);
        int[] dimensions = new int[Math.Max(1, shape.Rank - 1)];
        Array.Fill(dimensions, 1);
        dimensions[0] = scale.Length;
        var channels = TensorShape.Of(dimensions);
        return builder.Scale(node.Name, builder.Get(node.Inputs[0]), new Tensor(channels, factor), new Tensor(channels, offset), shape);
    }
}
