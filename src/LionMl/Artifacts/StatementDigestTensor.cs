using System.Collections.Immutable;
using LionMl.Circuits;
using LionMl.Onnx;

namespace LionMl.Artifacts;

/// <summary>A tensor that a digest covers, and how its integers are written.</summary>
/// <param name="Name">Its name in the model.</param>
/// <param name="Shape">Its dimensions; elements are row-major.</param>
/// <param name="ScaleBits">The real value is the integer divided by 2^ScaleBits.</param>
/// <param name="Low">The smallest integer that the circuit admits.</param>
/// <param name="High">The largest integer that the circuit admits.</param>
/// <param name="DigitBits">Bits of each integer in the preimage.</param>
/// <param name="Signed">Whether integers may be negative.</param>
public sealed record StatementDigestTensor(
    string Name, ImmutableArray<int> Shape, int ScaleBits, long Low, long High, int DigitBits, bool Signed)
{
    private const int MaxScaleBits = 256;
    // More cannot be hashed by any circuit that could be proved.
    private const int MaxElements = 1 << 24;

    internal bool IsUsable(string form) =>
        !Shape.IsDefault
        && Shape.Length <= TensorShape.MaxRank
        && Shape.All(size => size >= 0)
        && Shape.Aggregate(1.0, (count, size) => count * size) <= MaxElements
        && Math.Abs((long)ScaleBits) <= MaxScaleBits
        && Low <= High
        && Math.Max(-(double)Low, High) < Math.ScaleB(1, IntegerRange.MaxMagnitudeBits)
        && DigestEncoding.Of(FormOf(form), new IntegerRange(Low, High)) == Encoding(form);

    internal DigestEncoding Encoding(string form) => new(FormOf(form), DigitBits, Signed);

    /// <summary>Real numbers as integers, rounded as the circuit's inputs are; null if one lies outside by a unit or more.</summary>
    internal long[]? Round(float[] values)
    {
        long[] integers = new long[values.Length];
        for (int i = 0; i < integers.Length; i++)
        {
            double value = Math.Floor(Math.ScaleB((double)values[i], ScaleBits) + 0.5);
            if (!(value >= Low - 1.0 && value <= High + 1.0))
            {
                return null;
            }

            integers[i] = (long)Math.Clamp(value, Low, High);
        }

        return integers;
    }

    private static HashForm FormOf(string form) => form == "leo" ? HashForm.Leo : HashForm.Raw;
}
