using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>
/// A linear layer whose weights are still real numbers, so that the multiplications and additions behind it can be folded in before
/// they are rounded.
/// </summary>
/// <param name="Layer">The model's node.</param>
/// <param name="Shape">The result's shape.</param>
/// <param name="Input">What the layer reads.</param>
/// <param name="ChannelAxis">The axis along which weights differ; −1 if every element has its own.</param>
/// <param name="Weights">Runs of equal length, one for each channel.</param>
/// <param name="Bias">One for each channel.</param>
/// <param name="Make">The node from a header, integer weights and integer bias.</param>
internal sealed record AffineOperand(
    string Layer,
    TensorShape Shape,
    IntegerOperand Input,
    int ChannelAxis,
    double[] Weights,
    double[] Bias,
    Func<NodeHeader, int[], long[], IntegerNode> Make) : Operand(Shape)
{
    /// <summary>Whether the weights come from the model's tensors; sums over windows, say, have weights that everybody knows.</summary>
    public required bool HoldsParameters { get; init; }

    /// <summary>The layer with its result times a factor plus a shift; each one number, or one for each channel.</summary>
    /// <param name="factor">The factor.</param>
    /// <param name="shift">The shift.</param>
    /// <param name="holdsParameters">Whether factor or shift come from the model's tensors.</param>
    public AffineOperand Then(double[] factor, double[] shift, bool holdsParameters)
    {
        int run = Weights.Length / Bias.Length;
        double[] weights = new double[Weights.Length];
        double[] bias = new double[Bias.Length];
        for (int channel = 0; channel < bias.Length; channel++)
        {
            double f = factor.Length == 1 ? factor[0] : factor[channel];
            bias[channel] = (Bias[channel] * f) + (shift.Length == 1 ? shift[0] : shift[channel]);
            for (int i = 0; i < run; i++)
            {
                weights[(channel * run) + i] = Weights[(channel * run) + i] * f;
            }
        }

        return this with { Weights = weights, Bias = bias, HoldsParameters = HoldsParameters || holdsParameters };
    }

    /// <summary>A constant as one number for each channel; null if it differs along another axis as well.</summary>
    public double[]? PerChannel(Tensor constant)
    {
        float[] values = constant.ToFloats();
        if (values.Length == 1)
        {
            return [values[0]];
        }

        if (!TensorShape.TryBroadcast(constant.Shape, Shape, out var common) || !common!.Equals(Shape))
        {
            return null;
        }

        int[] map = Broadcast.Map(constant.Shape, Shape);
        double[] result = new double[Bias.Length];
        bool[] known = new bool[Bias.Length];
        int inner = ChannelAxis < 0 ? 1 : (int)Shape.Product(ChannelAxis + 1, Shape.Rank);
        for (int i = 0; i < map.Length; i++)
        {
            int channel = ChannelAxis < 0 ? i : i / inner % Bias.Length;
            if (known[channel] && result[channel] != values[map[i]])
            {
                return null;
            }

            known[channel] = true;
            result[channel] = values[map[i]];
        }

        return result;
    }
}
