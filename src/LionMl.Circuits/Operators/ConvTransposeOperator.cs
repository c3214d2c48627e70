using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>
/// ConvTranspose with constant weights: a convolution with the kernel turned around, over the input with zeros between its elements.
/// </summary>
internal sealed class ConvTransposeOperator : IOperator
{
    public string OpType => "ConvTranspose";

    public (string Reason, string Hint)? Refuse(Graph graph, Node node)
    {
        bool constant = graph.TryGetConstant(node.Inputs[1], out _) && (!node.HasInput(2) || graph.TryGetConstant(node.Inputs[2], out _));
        return constant ? null : ("its weights are computed.", "Only constant weights can be proved.");
    }

    public Operand Quantize(IntegerBuilder builder, Node node)
    {
        var input = builder.Integer(builder.Get(node.Inputs[0]));
        var weights = ((ConstantOperand)builder.Get(node.Inputs[1])).Value;
        var shape = builder.Graph.ShapeOf(node.Outputs[0]);
        int spatial = shape.Rank - 2;
        int groups = (int)node.Attributes.GetInt("group", 1);
        int[] kernel = [.. weights.Shape.Dimensions.Skip(2)];
        int[] strides = Numbers(node, "strides", spatial, 1), dilations = Numbers(node, "dilations", spatial, 1);
        int[] pads = PadsBegin(node, input.Shape, shape, kernel, strides, dilations);

        // Position o of the result reads input i by tap k where i·stride + k·dilation − pad = o: a convolution over the spread input with
        // the kernel turned around, and padded by what the kernel reaches beyond pad.
        var spread = Spread(builder, node.Name, input, strides);
        int[] begin = [.. Enumerable.Range(0, spatial).Select(axis => ((kernel[axis] - 1) * dilations[axis]) - pads[axis])];
        int[] ones = new int[spatial];
        Array.Fill(ones, 1);
        var window = new ConvolutionWindow(groups, [.. kernel], [.. ones], [.. dilations], [.. begin]);
        double[] bias = node.HasInput(2)
            ? Array.ConvertAll(((ConstantOperand)builder.Get(node.Inputs[2])).Value.ToFloats(), value => (double)value)
            : new double[shape[1]];
        return new AffineOperand(
            node.Name, shape, spread, 1, Turned(weights, groups), bias, (header, rounded, roundedBias) =>
                new ConvolutionNode(header, window, rounded, roundedBias))
        {
            HoldsParameters = builder.HoldsParameters,
        };
    }

    internal static int[] Numbers(Node node, string attribute, int count, int absent)
    {
        var given = node.Attributes.GetInts(attribute, []);
        return [.. Enumerable.Range(0, count).Select(i => i < given.Length ? (int)given[i] : absent)];
    }

    /// <summary>What is cut off at the beginning of each axis; follows from the result's size where padding is automatic.</summary>
    internal static int[] PadsBegin(
        Node node, TensorShape input, TensorShape output, int[] kernel, int[] strides, int[] dilations)
    {
        int spatial = kernel.Length;
        string auto = node.Attributes.GetString("auto_pad", "NOTSET");
        int[] extra = Numbers(node, "output_padding", spatial, 0);
        bool derived = auto.StartsWith("SAME", StringComparison.Ordinal) || node.Attributes.Has("output_shape");
        if (!derived)
        {
            return auto == "VALID" ? new int[spatial] : Numbers(node, "pads", spatial, 0);
        }

        int[] pads = new int[spatial];
        for (int axis = 0; axis < spatial; axis++)
        {
            int full = (strides[axis] * (input[axis + 2] - 1)) + extra[axis] + ((kernel[axis] - 1) * dilations[axis]) + 1;
            int total = Math.Max(0, full - output[axis + 2]);
            pads[axis] = auto == "SAME_UPPER" ? total / 2 : total - (total / 2);
        }

        return pads;
    }

    /// <summary>The input with stride − 1 zeros between neighbours.</summary>
    private static IntegerOperand Spread(IntegerBuilder builder, string layer, IntegerOperand input, int[] strides)
    {
        if (strides.All(stride => stride == 1))
        {
            return input;
        }

        int spatial = strides.Length;
        int[] sizes = [.. input.Shape.Dimensions];
        for (int axis = 0; axis < spatial; axis++)
        {
            sizes[axis + 2] = ((sizes[axis + 2] - 1) * strides[axis]) + 1;
        }

        var shape = TensorShape.Of(sizes);
        int[] sources = new int[shape.ElementCount];
        for (int i = 0; i < sources.Length; i++)
        {
            int rest = i, source = 0, place = 1;
            for (int axis = sizes.Length - 1; axis >= 0; axis--)
            {
                (rest, int position) = Math.DivRem(rest, sizes[axis]);
                int stride = axis < 2 ? 1 : strides[axis - 2];
                source = source < 0 || position % stride != 0 ? -1 : source + (position / stride * place);
                place *= input.Shape[axis];
            }

            sources[i] = source;
        }

        return builder.Gather(layer, [input], sources, shape);
    }

    /// <summary>[input, output of a group, kernel…] → [output, input of a group, kernel turned around…].</summary>
    private static double[] Turned(Tensor weights, int groups)
    {
        float[] values = weights.ToFloats();
        int inputs = weights.Shape[0] / groups, outputs = weights.Shape[1];
        int taps = (int)weights.Shape.Product(2, weights.Shape.Rank);
        double[] result = new double[values.Length];
        for (int group = 0; group < groups; group++)
        {
            for (int i = 0; i < inputs; i++)
            {
                for (int o = 0; o < outputs; o++)
                {
                    for (int tap = 0; tap < taps; tap++)
                    {
                        int from = (((((group * inputs) + i) * outputs) + o) * taps) + tap;
                        int to = (((((group * outputs) + o) * inputs) + i) * taps) + taps - 1 - tap;
                        result[to] = values[from];
                    }
                }
            }
        }

        return result;
    }
}
