using System.Collections.Immutable;
using LionMl.Onnx.Reading;

namespace LionMl.Onnx.Operators;

/// <summary>How ONNX's attributes and inputs of a Resize give the elements and weights along each axis.</summary>
internal static class ResizeRules
{
    // Antialiased weights of a strong reduction reach over many elements; a table of more than this is not a model's.
    private const long MaximumTaps = 1 << 22;

    /// <summary>What the node does along each axis.</summary>
    /// <param name="attributes">The node's attributes.</param>
    /// <param name="input">The input's shape.</param>
    /// <param name="valueOf">The values of inputs 1 (roi), 2 (scales) and 3 (sizes); null for one that is absent.</param>
    /// <exception cref="NodeProblemException">They do not fit together.</exception>
    public static ResizeGeometry Geometry(NodeAttributes attributes, TensorShape input, Func<int, Tensor?> valueOf) => new(
        [.. Builders(attributes, input, valueOf).Select(builder => builder.Build())], Modes.Of(attributes).OutsideValue);

    /// <summary>The result's shape; nothing of its size is allocated, since it may be beyond all bounds.</summary>
    /// <inheritdoc cref="Geometry(NodeAttributes, TensorShape, Func{int, Tensor?})"/>
    public static TensorShape OutputShape(NodeAttributes attributes, TensorShape input, Func<int, Tensor?> valueOf) =>
        new([.. Builders(attributes, input, valueOf).Select(builder => builder.Output)]);

    private static ResizeAxisBuilder[] Builders(NodeAttributes attributes, TensorShape input, Func<int, Tensor?> valueOf)
    {
        Modes modes = Modes.Of(attributes);
        (int Size, float Scale)[] targets = Targets(attributes, input, valueOf(2), valueOf(3));
        (double Start, double End)[] regions = Regions(attributes, input, modes, valueOf(1));
        var builders = new ResizeAxisBuilder[input.Rank];
        for (int axis = 0; axis < input.Rank; axis++)
        {
            (int size, float scale) = targets[axis];
            if (size > 0 && input[axis] == 0)
            {
                throw new NodeProblemException($"axis {axis} of shape {input} is empty, so there is nothing to make {size} elements of");
            }

            builders[axis] = new ResizeAxisBuilder(modes, input[axis], size, scale, regions[axis]);
            if (builders[axis].Taps > 1 && (long)builders[axis].Taps * size > MaximumTaps)
            {
                throw new NodeProblemException(
                    $"axis {axis} of shape {input} resized to {size} would need {builders[axis].Taps} weights for each element");
            }
        }

        return builders;
    }

    /// <summary>The axes that scales, sizes and roi are given for.</summary>
    public static int[] GivenAxes(NodeAttributes attributes, int rank)
    {
        ImmutableArray<long> axes = attributes.GetInts("axes", []);
        int[] given = [.. axes.Select(axis => InferContext.Axis(axis, rank))];
        if (given.Distinct().Count() != given.Length)
        {
            throw new NodeProblemException($"its axes [{string.Join(", ", axes)}] name one twice");
        }

        return axes.IsEmpty ? [.. Enumerable.Range(0, rank)] : given;
    }

    private static (int Size, float Scale)[] Targets(NodeAttributes attributes, TensorShape input, Tensor? scales, Tensor? sizes)
    {
        int[] axes = GivenAxes(attributes, input.Rank);
        var targets = new (int Size, float Scale)[input.Rank];
        for (int axis = 0; axis < input.Rank; axis++)
        {
            targets[axis] = (input[axis], 1);
        }

        // An empty list stands for one that is not given.
        bool hasScales = scales is { Count: > 0 };
        bool hasSizes = sizes is { Count: > 0 };
        if (hasScales == hasSizes && (hasScales || axes.Length > 0))
        {
            throw new NodeProblemException("it needs either scales or sizes, and not both");
        }

        int given = (hasScales ? scales : sizes)?.Count ?? 0;
        if (given != axes.Length)
        {
            throw new NodeProblemException($"it has {given} {(hasScales ? "scales" : "sizes")} for {axes.Length} axes");
        }

        if (hasScales)
        {
            for (int i = 0; i < axes.Length; i++)
            {
                float scale = scales!.Type.IsFloating() ? scales.Floats[i] : float.NaN;
                if (!float.IsFinite(scale) || scale <= 0)
                {
                    throw new NodeProblemException($"its scale {scale} is not a positive number");
                }

                targets[axes[i]] = (Size(MathF.Floor(input[axes[i]] * scale)), scale);
            }

            return targets;
        }

        if (hasSizes && !sizes!.Type.IsInteger())
        {
            throw new NodeProblemException($"its sizes are of type {sizes.Type}; integers are needed");
        }

        string policy = attributes.GetString("keep_aspect_ratio_policy", "stretch");
        float[] ratios = [.. axes.Select((axis, i) => input[axis] == 0 ? 1 : (float)sizes!.Integers[i] / input[axis])];
        float common = policy switch
        {
            "stretch" => 0,
            "not_larger" => ratios.Min(),
            "not_smaller" => ratios.Max(),
            _ => throw new NodeProblemException($"its keep_aspect_ratio_policy '{policy}' is not one of stretch, not_larger, not_smaller"),
        };
        for (int i = 0; i < axes.Length; i++)
        {
            targets[axes[i]] = policy == "stretch"
                ? (Size(sizes!.Integers[i]), ratios[i])
                : (Size(MathF.Floor((input[axes[i]] * common) + 0.5f)), common);
        }

        return targets;
    }

    private static int Size(double size) => size is >= 0 and <= int.MaxValue / 2
        ? (int)size
        : throw new NodeProblemException($"a dimension of its result would be {size}");

    private static (double Start, double End)[] Regions(NodeAttributes attributes, TensorShape input, Modes modes, Tensor? roi)
    {
        var regions = new (double, double)[input.Rank];
        Array.Fill(regions, (0, 1));
        if (modes.Coordinates != "tf_crop_and_resize")
        {
            return regions;
        }

        int[] axes = GivenAxes(attributes, input.Rank);
        if (roi is null || !roi.Type.IsFloating() || roi.Count != 2 * axes.Length)
        {
            throw new NodeProblemException($"its region (roi) must be {2 * axes.Length} real numbers");
        }

        for (int i = 0; i < axes.Length; i++)
        {
            (float start, float end) = (roi.Floats[i], roi.Floats[i + axes.Length]);
            regions[axes[i]] = float.IsFinite(start) && float.IsFinite(end)
                ? (start, end)
                : throw new NodeProblemException($"its region (roi) from {start} to {end} is not finite");
        }

        return regions;
    }

    /// <summary>The attributes that say how positions and weights are found.</summary>
    public sealed record Modes(
        string Interpolation,
        string Coordinates,
        string Rounding,
        double CubicCoefficient,
        bool ExcludesOutside,
        bool Antialias,
        float OutsideValue)
    {
        /// <summary>The modes of a node.</summary>
        /// <exception cref="NodeProblemException">One is unknown.</exception>
        public static Modes Of(NodeAttributes attributes) => new(
            Known(attributes, "mode", "nearest", "linear", "cubic"),
            Known(
                attributes,
                "coordinate_transformation_mode",
                "half_pixel",
                "half_pixel_symmetric",
                "pytorch_half_pixel",
                "align_corners",
                "asymmetric",
                "tf_half_pixel_for_nn",
                "tf_crop_and_resize"),
            Known(attributes, "nearest_mode", "round_prefer_floor", "round_prefer_ceil", "floor", "ceil"),
            attributes.GetFloat("cubic_coeff_a", -0.75f),
            attributes.GetInt("exclude_outside", 0) != 0,
            attributes.GetInt("antialias", 0) != 0,
            attributes.GetFloat("extrapolation_value", 0));

        // The first name is the default.
        private static string Known(NodeAttributes attributes, string attribute, params ReadOnlySpan<string> names)
        {
            string given = attributes.GetString(attribute, names[0]);
            return names.Contains(given)
                ? given
                : throw new NodeProblemException($"its {attribute} '{given}' is not one of {string.Join(", ", names!)}");
        }
    }
}
