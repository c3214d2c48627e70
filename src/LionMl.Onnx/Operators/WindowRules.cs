using System.Collections.Immutable;
using LionMl.Onnx.Reading;

namespace LionMl.Onnx.Operators;

/// <summary>How ONNX's attributes of windows (kernel, strides, dilations, pads, automatic padding, rounding up) give a geometry.</summary>
internal static class WindowRules
{
    // The loops know three spatial axes; nothing beyond is in use.
    private const int MaximumSpatialRank = 3;

    // Positions on the padded input are counted in 32 bits.
    private const long MaximumReach = int.MaxValue / 4;

    /// <summary>The window of a Conv.</summary>
    public static WindowGeometry ForConvolution(NodeAttributes attributes, TensorShape input, TensorShape weights)
    {
        return Build(attributes, input, Kernel(attributes, input, weights, mayBeEmpty: true), false);
    }

    /// <summary>The window of a MaxPool or AveragePool.</summary>
    public static WindowGeometry ForPooling(NodeAttributes attributes, TensorShape input)
    {
        ImmutableArray<int> kernel = List(attributes, "kernel_shape", SpatialRank(input), 1, 1)
            ?? throw new NodeProblemException("its attribute kernel_shape is missing");
        return Build(attributes, input, kernel, attributes.GetInt("ceil_mode", 0) != 0);
    }

    /// <summary>
    /// The window of the convolution that a ConvTranspose is the transpose of: that one's input is the result here, its output the
    /// operand.
    /// </summary>
    public static WindowGeometry ForTransposed(NodeAttributes attributes, TensorShape input, TensorShape weights)
    {
        int spatial = SpatialRank(input);
        ImmutableArray<int> kernel = Kernel(attributes, input, weights, mayBeEmpty: false);

        CheckKernel(kernel);
        ImmutableArray<int> strides = List(attributes, "strides", spatial, 1, 1) ?? Repeat(1, spatial);
        ImmutableArray<int> dilations = List(attributes, "dilations", spatial, 1, 1) ?? Repeat(1, spatial);
        ImmutableArray<int> pads = List(attributes, "pads", spatial, 2, 0) ?? Repeat(0, 2 * spatial);
        ImmutableArray<int> extra = List(attributes, "output_padding", spatial, 1, 0) ?? Repeat(0, spatial);
        ImmutableArray<int>? wanted = OutputShapeOf(attributes, input);
        string automatic = AutomaticPadding(attributes);
        int[] sizes = new int[spatial];
        int[] begin = new int[spatial];
        int[] end = new int[spatial];
        for (int axis = 0; axis < spatial; axis++)
        {
            if (input[axis + 2] == 0)
            {
                throw new NodeProblemException($"axis {axis + 2} of its input of shape {input} is empty");
            }

            long covered = checked((strides[axis] * (input[axis + 2] - 1L)) + extra[axis] + (dilations[axis] * (kernel[axis] - 1L)) + 1);
            if (covered + pads[axis] + pads[axis + spatial] > MaximumReach)
            {
                throw new NodeProblemException($"its window, strides or pads along axis {axis + 2} are beyond all bounds");
            }

            bool same = automatic.StartsWith("SAME", StringComparison.Ordinal);
            if (wanted is null && !same)
            {
                begin[axis] = automatic == "VALID" ? 0 : pads[axis];
                end[axis] = automatic == "VALID" ? 0 : pads[axis + spatial];
                sizes[axis] = InferContext.Dimension(covered - begin[axis] - end[axis]);
                continue;
            }

            long size = wanted?[axis] ?? ((long)input[axis + 2] * strides[axis]);
            if (size > MaximumReach)
            {
                throw new NodeProblemException($"its result of size {size} along axis {axis + 2} is beyond all bounds");
            }

            // The odd one goes to the end of SAME_UPPER, else to the beginning; a result that reaches further than the windows stays zero.
            long total = Math.Max(0, covered - size);
            begin[axis] = (int)(automatic == "SAME_UPPER" ? total / 2 : total - (total / 2));
            end[axis] = (int)(total - begin[axis]);
            sizes[axis] = (int)size;
        }

        return new WindowGeometry([.. sizes], input.Dimensions[2..], kernel, strides, dilations, [.. begin], [.. end]);
    }

    /// <summary>The window's output as a shape: batch, channels, output sizes.</summary>
    public static TensorShape OutputShape(WindowGeometry window, int batch, int channels) => new([batch, channels, .. window.OutputSizes]);

    /// <summary>The kernel of weights, which an attribute may state as well.</summary>
    private static ImmutableArray<int> Kernel(NodeAttributes attributes, TensorShape input, TensorShape weights, bool mayBeEmpty)
    {
        int spatial = SpatialRank(input);
        if (weights.Rank != input.Rank)
        {
            throw new NodeProblemException(
                $"its weights have shape {weights}, but its input {input}: both need the same number of dimensions");
        }

        ImmutableArray<int> kernel = weights.Dimensions[2..];
        ImmutableArray<int> declared = List(attributes, "kernel_shape", spatial, 1, 1) ?? kernel;
        return declared.SequenceEqual(kernel) && (mayBeEmpty || !kernel.Contains(0))
            ? kernel
            : throw new NodeProblemException(
                $"its kernel_shape [{string.Join(", ", declared)}] differs from its weights' shape {weights}");
    }

    private static int SpatialRank(TensorShape input) => input.Rank is >= 3 and <= 2 + MaximumSpatialRank
        ? input.Rank - 2
        : throw new NodeProblemException(
            $"its input has shape {input}; batch, channel and one to {MaximumSpatialRank} spatial dimensions are supported");

    private static WindowGeometry Build(NodeAttributes attributes, TensorShape input, ImmutableArray<int> kernel, bool roundUp)
    {
        int spatial = kernel.Length;
        ImmutableArray<int> strides = List(attributes, "strides", spatial, 1, 1) ?? Repeat(1, spatial);
        ImmutableArray<int> dilations = List(attributes, "dilations", spatial, 1, 1) ?? Repeat(1, spatial);
        ImmutableArray<int> pads = List(attributes, "pads", spatial, 2, 0) ?? Repeat(0, 2 * spatial);
        string automatic = AutomaticPadding(attributes);
        CheckKernel(kernel);
        int[] sizes = new int[spatial];
        int[] begin = new int[spatial];
        int[] end = new int[spatial];
        for (int axis = 0; axis < spatial; axis++)
        {
            long size = input[axis + 2];
            long reach = (dilations[axis] * (kernel[axis] - 1L)) + 1;
            if (size + reach + strides[axis] + pads[axis] + pads[axis + spatial] > MaximumReach)
            {
                throw new NodeProblemException($"its window, strides or pads along axis {axis + 2} are beyond all bounds");
            }

            if (automatic.StartsWith("SAME", StringComparison.Ordinal))
            {
                long outputs = (size + strides[axis] - 1) / strides[axis];
                long total = Math.Max(0, ((outputs - 1) * strides[axis]) + reach - size);
                long smaller = total / 2;
                begin[axis] = InferContext.Dimension(automatic == "SAME_UPPER" ? smaller : total - smaller);
                end[axis] = InferContext.Dimension(total - begin[axis]);
                sizes[axis] = InferContext.Dimension(outputs);
                continue;
            }

            begin[axis] = automatic == "VALID" ? 0 : pads[axis];
            end[axis] = automatic == "VALID" ? 0 : pads[axis + spatial];
            sizes[axis] = OutputSize(size, begin[axis], end[axis], reach, strides[axis], roundUp);
        }

        return new WindowGeometry(input.Dimensions[2..], [.. sizes], kernel, strides, dilations, [.. begin], [.. end]);
    }

    private static string AutomaticPadding(NodeAttributes attributes) => attributes.GetString("auto_pad", "NOTSET") switch
    {
        var known and ("NOTSET" or "VALID" or "SAME_UPPER" or "SAME_LOWER") => known,
        var other => throw new NodeProblemException($"its auto_pad '{other}' is not one of NOTSET, VALID, SAME_UPPER, SAME_LOWER"),
    };

    private static void CheckKernel(ImmutableArray<int> kernel)
    {
        if (kernel.Aggregate(1L, (product, size) => Math.Min(product * size, int.MaxValue)) > MaximumReach)
        {
            throw new NodeProblemException($"its window of [{string.Join(", ", kernel)}] is beyond all bounds");
        }
    }

    // Old exporters gave the batch and the channels as well.
    private static ImmutableArray<int>? OutputShapeOf(NodeAttributes attributes, TensorShape input)
    {
        if (attributes.GetInts("output_shape", []) is { Length: > 0 } given && given.Length == input.Rank)
        {
            attributes = attributes.With("output_shape", given.AsSpan()[2..]);
        }

        return List(attributes, "output_shape", input.Rank - 2, 1, 1);
    }

    private static int OutputSize(long size, long begin, long end, long reach, long stride, bool roundUp)
    {
        long room = size + begin + end - reach;
        if (room < 0)
        {
            throw new NodeProblemException(
                $"its window reaches over {reach} positions, but its padded input has only {size + begin + end}");
        }

        long outputs = (room / stride) + 1;
        if (roundUp && room % stride != 0 && outputs * stride < size + begin)
        {
            // A rounded-up window counts only if it starts on the input or on the padding before it.
            outputs++;
        }

        return InferContext.Dimension(outputs);
    }

    private static ImmutableArray<int>? List(NodeAttributes attributes, string name, int spatial, int perAxis, int minimum)
    {
        if (!attributes.Has(name))
        {
            return null;
        }

        ImmutableArray<long> values = attributes.GetInts(name);
        if (values.Length != spatial * perAxis)
        {
            throw new NodeProblemException($"its {name} has {values.Length} numbers; {spatial * perAxis} are needed");
        }

        foreach (long value in values)
        {
            if (value < minimum || value > int.MaxValue)
            {
                throw new NodeProblemException($"its {name} contains {value}, which is not supported");
            }
        }

        return [.. values.Select(value => (int)value)];
    }

    private static ImmutableArray<int> Repeat(int value, int count) => [.. Enumerable.Repeat(value, count)];
}
