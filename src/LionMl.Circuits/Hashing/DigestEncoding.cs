using System.Numerics;
using LionMl.Algebra;

namespace LionMl.Circuits;

/// <summary>How the integers of one tensor become field elements.</summary>
/// <param name="Form">Which form.</param>
/// <param name="DigitBits">Bits of each integer: whole bytes in raw form, of Leo's type in the other.</param>
/// <param name="Signed">Whether integers may be negative: raw digits then are integer + 2^(DigitBits − 1), Leo's two's complement.</param>
public sealed record DigestEncoding(HashForm Form, int DigitBits, bool Signed)
{
    /// <summary>Bits of one element that raw digits may fill: 31 bytes, below every modulus of 252 bits.</summary>
    public const int RawElementBits = 248;

    /// <summary>Bits of one element in Leo's form.</summary>
    public const int LeoElementBits = 252;

    // Two bits say "literal" or "array"; a type has 8 bits, a size 16, a length 32.
    private const int VariantBits = 2;
    private const int TypeBits = 8;
    private const int SizeBits = 16;
    private const int LengthBits = 32;
    private const int LiteralHeaderBits = VariantBits + TypeBits + SizeBits;

    // Leo's numbers of i8 and u8; wider types follow.
    private const int FirstSignedType = 4;
    private const int FirstUnsignedType = 9;

    /// <summary>The encoding of integers of a range.</summary>
    /// <param name="form">Which form.</param>
    /// <param name="range">What the circuit's rows hold the integers in; magnitudes below 2^62.</param>
    public static DigestEncoding Of(HashForm form, IntegerRange range)
    {
        bool signed = range.Low < 0;
        int bytes = Math.Max(1, ((signed ? range.SignedBits : range.MagnitudeBits) + 7) / 8);
        return new DigestEncoding(form, 8 * (form == HashForm.Raw ? bytes : (int)BitOperations.RoundUpToPowerOf2((uint)bytes)), signed);
    }

    /// <summary>The integer type in Leo, e.g. <c>i8</c>.</summary>
    public string LeoType => $"{(Signed ? 'i' : 'u')}{DigitBits}";

    /// <summary>Raw digits in one element.</summary>
    public int DigitsPerElement => RawElementBits / DigitBits;

    /// <summary>What is added to an integer to make a raw digit; 0 if none is negative.</summary>
    public BigInteger DigitOffset => Signed ? BigInteger.One << (DigitBits - 1) : 0;

    /// <summary>Elements for a number of integers; for the raw form without the salt.</summary>
    public int ElementCount(int integers) => Form == HashForm.Raw
        ? (integers + DigitsPerElement - 1) / DigitsPerElement
        : (ArrayBits(integers) + LeoElementBits - 1) / LeoElementBits;

    /// <summary>The elements of some integers.</summary>
    /// <exception cref="CircuitException">An integer does not fit.</exception>
    public Fr[] Elements(ReadOnlySpan<long> integers)
    {
        BigInteger low = Signed ? -(BigInteger.One << (DigitBits - 1)) : 0, high = low + (BigInteger.One << DigitBits) - 1;
        var bits = new byte[Form == HashForm.Raw ? integers.Length * DigitBits / 8 : (ArrayBits(integers.Length) + 7) / 8];
        int at = Form == HashForm.Raw ? 0 : LeoPrefix(integers.Length, (value, count, start) => Put(bits, value, count, start));
        foreach (long integer in integers)
        {
            if (integer < low || integer > high)
            {
                throw new CircuitException($"The integer {integer} does not fit a digest's digits, [{low}, {high}].");
            }

            if (Form == HashForm.Raw)
            {
                Put(bits, unchecked((ulong)integer + (Signed ? 1UL << (DigitBits - 1) : 0)), DigitBits, at);
            }
            else
            {
                at = LeoLiteralHeader(at, (value, count, start) => Put(bits, value, count, start));
                Put(bits, unchecked((ulong)integer), DigitBits, at);
            }

            at += DigitBits;
        }

        if (Form == HashForm.Leo)
        {
            Put(bits, 1, 1, at);
        }

        return Cut(bits, Form == HashForm.Raw ? DigitsPerElement * DigitBits : LeoElementBits, ElementCount(integers.Length));
    }

    /// <summary>Tells of the bits before the first integer of an array in Leo's form: value, number of bits, position.</summary>
    /// <returns>The position behind them.</returns>
    internal static int LeoPrefix(int length, Action<ulong, int, int> put)
    {
        // First true, then false: an array.
        put(1, VariantBits, 0);
        put((ulong)length, LengthBits, VariantBits);
        return VariantBits + LengthBits;
    }

    /// <summary>Tells of the bits before each integer: its size with header, then variant, type and size.</summary>
    /// <returns>The position behind them.</returns>
    internal int LeoLiteralHeader(int at, Action<ulong, int, int> put)
    {
        int type = (Signed ? FirstSignedType : FirstUnsignedType) + BitOperations.Log2((uint)DigitBits / 8);
        put((ulong)(LiteralHeaderBits + DigitBits), SizeBits, at);
        put((ulong)type << VariantBits, VariantBits + TypeBits, at + SizeBits);
        put((ulong)DigitBits, SizeBits, at + SizeBits + VariantBits + TypeBits);
        return at + SizeBits + LiteralHeaderBits;
    }

    // With the bit that marks the end.
    private int ArrayBits(int integers) =>
        checked(VariantBits + LengthBits + (integers * (SizeBits + LiteralHeaderBits + DigitBits)) + 1);

    private static void Put(byte[] bits, ulong value, int count, int start)
    {
        for (int i = 0; i < count; i++)
        {
            if (((value >> i) & 1) != 0)
            {
                bits[(start + i) / 8] |= (byte)(1 << ((start + i) % 8));
            }
        }
    }

    private static Fr[] Cut(byte[] bits, int pieceBits, int count)
    {
        var elements = new Fr[count];
        BigInteger mask = (BigInteger.One << pieceBits) - 1;
        for (int i = 0; i < count; i++)
        {
            int first = i * pieceBits;
            int firstByte = first / 8, lastByte = Math.Min(bits.Length, ((first + pieceBits - 1) / 8) + 1);
            var number = new BigInteger(bits.AsSpan(firstByte, lastByte - firstByte), isUnsigned: true);
            elements[i] = Fr.FromBigInteger((number >> (first % 8)) & mask);
        }

        return elements;
    }
}
