using LionMl.Onnx.Reading;

namespace LionMl.Onnx.Operators;

/// <summary>What the operators of quantised models share: integers stand for (integer − zero point) · scale.</summary>
internal static class QuantizationRules
{
    /// <summary>The nearest integer (half to even) that the type can hold.</summary>
    public static long Saturate(ElementType type, float value, long zeroPoint)
    {
        (long minimum, long maximum) = type switch
        {
            ElementType.UInt8 => ((long)byte.MinValue, (long)byte.MaxValue),
            ElementType.Int8 => (sbyte.MinValue, sbyte.MaxValue),
            ElementType.UInt16 => (ushort.MinValue, ushort.MaxValue),
            ElementType.Int16 => (short.MinValue, short.MaxValue),
            _ => (int.MinValue, int.MaxValue),
        };

        // Clamped before it becomes an integer, which could not hold an infinite one.
        return (long)Math.Clamp(MathF.Round(value, MidpointRounding.ToEven) + (double)zeroPoint, minimum, maximum);
    }

    /// <summary>Refuses a quantised input that is not of 8 bits.</summary>
    public static void RequireBytes(InferContext context, int input)
    {
        if (context.Type(input) is not (ElementType.UInt8 or ElementType.Int8))
        {
            throw new NodeProblemException(
                $"its input '{context.Node.Inputs[input]}' is of type {context.Type(input)}; integers of 8 bits are needed");
        }
    }

    /// <summary>Refuses a scale or zero point that is more than one number.</summary>
    public static void RequireOne(InferContext context, int input)
    {
        if (context.Shape(input).ElementCount != 1)
        {
            throw new NodeProblemException(
                $"its input '{context.Node.Inputs[input]}' has shape {context.Shape(input)}; one number is needed here");
        }
    }

    /// <summary>Refuses a scale or zero point that is neither one number nor one for each channel.</summary>
    public static void RequireOneOrEach(InferContext context, int input, int channels)
    {
        if (context.Shape(input).ElementCount != 1 && !context.Shape(input).Equals(TensorShape.Of(channels)))
        {
            throw new NodeProblemException(
                $"its input '{context.Node.Inputs[input]}' has shape {context.Shape(input)}; one number or {channels} are needed");
        }
    }

    /// <summary>Refuses a zero point of another type or shape than its tensor and scale have.</summary>
    public static void RequireZeroPoint(InferContext context, int zeroPoint, ElementType type, TensorShape scale)
    {
        if (!context.Has(zeroPoint))
        {
            return;
        }

        bool sameShape = context.Shape(zeroPoint).Equals(scale)
            || (scale.ElementCount == 1 && context.Shape(zeroPoint).ElementCount == 1);
        if (context.Type(zeroPoint) != type || !sameShape)
        {
            throw new NodeProblemException(
                $"its zero point '{context.Node.Inputs[zeroPoint]}' is {context.Type(zeroPoint)} {context.Shape(zeroPoint)}; "
                + $"{type} {scale} is needed");
        }
    }

    /// <summary>The axis that scales belong to, or −1 where there is one for the whole tensor.</summary>
    /// <exception cref="NodeProblemException">The scales are neither.</exception>
    public static int ScaleAxis(NodeAttributes attributes, TensorShape shape, TensorShape scale)
    {
        if (scale.ElementCount == 1 && scale.Rank <= 1)
        {
            return -1;
        }

        if (scale.Rank == 1)
        {
            int axis = InferContext.Axis(attributes.GetInt("axis", 1), shape.Rank);
            if (scale[0] == shape[axis])
            {
                return axis;
            }
        }

        throw new NodeProblemException(
            $"its scales of shape {scale} are neither one number nor one for each position along an axis of {shape}; blocks are "
            + "not supported");
    }

    /// <summary>The elements of an integer tensor less its zero points; where these are absent, as it is.</summary>
    /// <param name="values">The tensor.</param>
    /// <param name="zeroPoints">One number, or one for each channel; may be null.</param>
    /// <param name="inner">Elements of a channel that lie side by side.</param>
    public static long[] Centred(Tensor values, Tensor? zeroPoints, int inner)
    {
        if (zeroPoints is null)
        {
            return values.IntegerArray;
        }

        long[] points = zeroPoints.IntegerArray;
        long[] result = new long[values.Count];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = values.Integers[i] - points[points.Length == 1 ? 0 : i / inner % points.Length];
        }

        return result;
    }
}
