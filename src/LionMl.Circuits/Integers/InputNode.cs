using LionMl.Algebra;
using LionMl.Circuits.Gadgets;

namespace LionMl.Circuits;

/// <summary>One of the model's inputs, as integers of a fixed number of bits.</summary>
public sealed class InputNode : IntegerNode
{
    // One more bit than any image or sensor has; wider inputs only cost rows.
    internal const int MaxBits = 32;

    internal InputNode(NodeHeader header, int bits, bool signed, bool closed = false)
        : base(header)
    {
        Bits = bits;
        Signed = signed;
        Closed = closed;
    }

    /// <summary>The bits of each element, sign included.</summary>
    public int Bits { get; }

    /// <summary>Whether elements are two's complement numbers; otherwise they start at 0.</summary>
    public bool Signed { get; }

    /// <summary>
    /// Whether the power of two at the upper end stands for the largest integer: 1.0 in an 8-bit image is 255, not 256 − 1. The unit
    /// is then 2^Bits / (2^Bits − 1) larger (for signed inputs with one bit less), which the first layer's weights take up.
    /// </summary>
    public bool Closed { get; }

    /// <summary>The real number that an integer step stands for.</summary>
    public double Unit => Math.ScaleB(Factor, -ScaleBits);

    /// <summary>The unit over 2^−ScaleBits.</summary>
    internal double Factor
    {
        get
        {
            long steps = 1L << (Signed ? Bits - 1 : Bits);
            return Closed && steps > 1 ? steps / (steps - 1.0) : 1;
        }
    }

    internal override NodeTag Tag => NodeTag.Input;

    /// <summary>
    /// Rounds real numbers to the input's integers. A number less than one unit outside of the range becomes the nearest integer inside.
    /// </summary>
    /// <exception cref="RangeException">A number lies further outside.</exception>
    /// <exception cref="CircuitException">A number is not finite, or their count is wrong.</exception>
    public long[] Quantize(ReadOnlySpan<float> values)
    {
        if (values.Length != Count)
        {
            throw new CircuitException($"Input '{Layer}' has shape {Shape}, which is {Count} numbers; {values.Length} were given.");
        }

        double unit = Unit;
        long[] result = new long[Count];
        for (int i = 0; i < Count; i++)
        {
            double value = Math.Floor((values[i] / unit) + 0.5);
            if (!double.IsFinite(value))
            {
                throw new CircuitException($"Input '{Layer}': element {Describe(i)} is {values[i]}, which is not a finite number.");
            }

            long integer = (long)Math.Clamp(value, -4e18, 4e18);
            if (integer < Range.Low - 1 || integer > Range.High + 1)
            {
                throw new RangeException(
                    Layer,
                    Describe(i),
                    integer,
                    Range,
                    $"That is the real number {values[i]}; quantise again with calibration data or an input range that includes it.");
            }

            result[i] = Math.Clamp(integer, Range.Low, Range.High);
        }

        return result;
    }

    internal static InputNode Read(NodeHeader header, ArtifactReader reader) =>
        new(
            header,
            reader.Integer(1, MaxBits, "an input's bits"),
            reader.Integer(0, 1, "an input's sign") == 1,
            reader.Integer(0, 1, "an input's upper end") == 1);

    internal override IntegerRange Bound(IReadOnlyList<IntegerNode> inputs)
    {
        Require(inputs.Count == 0, "an input reads nothing");
        return Signed ? IntegerRange.OfSignedBits(Bits) : new IntegerRange(0, (1L << Bits) - 1);
    }

    internal override void Run(long[][] inputs, long[] output, WidthObserver? observed) =>
        throw new InvalidOperationException("Inputs are given, not computed.");

    internal override void Lower(Lowering lowering, IntegerSignal<Fr>[] result)
    {
        for (int i = 0; i < result.Length; i++)
        {
            lowering.Gadgets.Element = i;
            if (lowering.PublicVariable(i) is { } variable)
            {
                result[i] = lowering.Gadgets.CheckedInput(variable, lowering.Value(i), Bits, Signed);
                continue;
            }

            result[i] = lowering.Gadgets.PrivateInput(lowering.Value(i), Bits, Signed, out var digits);
            lowering.KeepDigits(i, digits);
        }
    }

    internal override void Write(ArtifactWriter writer)
    {
        writer.Integer(Bits);
        writer.Integer(Signed ? 1 : 0);
        writer.Integer(Closed ? 1 : 0);
    }
}
