namespace LionMl.Algebra;

/// <summary>Multiples of points by scalars: the split at λ = x² - 1 and the signed windows that both groups' sums share.</summary>
internal static class ScalarMultiplication
{
    /// <summary>Odd multiples 1P, 3P, … 15P are kept, so a window is five bits wide and digits are odd and below 16 in size.</summary>
    public const int TableSize = 8;

    /// <summary>No half is longer than 127 bits; a signed form may be one longer.</summary>
    public const int MaxDigits = 129;

    private const int WindowBits = 5;

    private static readonly UInt128 Lambda = ((UInt128)CurveParameter.X * CurveParameter.X) - 1;

    /// <summary>k = low + high·λ with both below 2^127; as r = λ² + λ + 1, high is at most λ + 1.</summary>
    public static void Split(Fr scalar, out UInt128 low, out UInt128 high)
    {
        Fr plain = scalar.ToPlainLimbs();
        // Two divisions by the one-word x: k = high·x² + middle·x + rest = high·λ + (middle·x + rest + high).
        Span<ulong> words = [plain.Limb0, plain.Limb1, plain.Limb2, plain.Limb3];
        ulong rest = DivideByParameter(words);
        ulong middle = DivideByParameter(words);
        high = new UInt128(words[1], words[0]);
        low = ((UInt128)middle * CurveParameter.X) + rest + high;
        if (low >= Lambda)
        {
            low -= Lambda;
            high++;
        }
    }

    /// <summary>The signed digits of a number, least significant first: odd and below 16 in size, or zero.</summary>
    /// <returns>The number of digits.</returns>
    public static int WriteDigits(UInt128 number, Span<sbyte> digits)
    {
        int count = 0;
        digits[..MaxDigits].Clear();
        int position = 0;
        while (number != 0)
        {
            int zeros = (int)UInt128.TrailingZeroCount(number);
            number >>= zeros;
            position += zeros;
            int window = (int)((ulong)number & 31);
            int digit = window > 16 ? window - 32 : window;
            digits[position] = (sbyte)digit;
            count = position + 1;
            // number - digit is a multiple of 32 and fits: numbers are below 2^127.
            number = digit < 0 ? number + (uint)-digit : number - (uint)digit;
            number >>= WindowBits;
            position += WindowBits;
        }

        return count;
    }

    /// <summary>The odd multiples P, 3P, … 15P.</summary>
    public static void WriteTable<F>(in Jacobian<F> point, Span<Jacobian<F>> table)
        where F : unmanaged, ICurveField<F>
    {
        Jacobian<F> twice = point.Double();
        table[0] = point;
        for (int i = 1; i < TableSize; i++)
            table[i] = table[i - 1].Add(twice);
    }

    public static Jacobian<Fq> Multiply(in Jacobian<Fq> point, Fr scalar)
    {
        Split(scalar, out UInt128 low, out UInt128 high);
        Span<sbyte> lowDigits = stackalloc sbyte[MaxDigits];
        Span<sbyte> highDigits = stackalloc sbyte[MaxDigits];
        int count = Math.Max(WriteDigits(low, lowDigits), WriteDigits(high, highDigits));
        Span<Jacobian<Fq>> table = stackalloc Jacobian<Fq>[TableSize];
        WriteTable(point, table);
        Jacobian<Fq> result = default;
        for (int i = count - 1; i >= 0; i--)
        {
            Jacobian<Fq>.Double(result, out result);
            if (lowDigits[i] != 0)
                result = result.Add(Entry<Fq>(table, lowDigits[i]));
            if (highDigits[i] != 0)
            {
                Jacobian<Fq> entry = Entry<Fq>(table, highDigits[i]);
                result = result.Add(new Jacobian<Fq>(entry.X * G1Affine.Endomorphism, entry.Y, entry.Z));
            }
        }

        return result;
    }

    /// <summary>The multiple by a plain number of up to 256 bits, little-endian words; for any point of the curve.</summary>
    public static Jacobian<F> MultiplyPlain<F>(in Jacobian<F> point, ReadOnlySpan<ulong> words)
        where F : unmanaged, ICurveField<F>
    {
        Jacobian<F> result = default;
        for (int bit = (64 * words.Length) - 1; bit >= 0; bit--)
        {
            Jacobian<F>.Double(result, out result);
            if (((words[bit / 64] >> (bit % 64)) & 1) != 0)
                result = result.Add(point);
        }

        return result;
    }

    public static Jacobian<F> Entry<F>(ReadOnlySpan<Jacobian<F>> table, sbyte digit)
        where F : unmanaged, ICurveField<F> => digit > 0 ? table[digit >> 1] : table[-digit >> 1].Negate();

    // Short division; returns the remainder.
    private static ulong DivideByParameter(Span<ulong> words)
    {
        ulong remainder = 0;
        for (int i = words.Length - 1; i >= 0; i--)
        {
            var part = new UInt128(remainder, words[i]);
            ulong quotient = (ulong)(part / CurveParameter.X);
            remainder = words[i] - (quotient * CurveParameter.X);
            words[i] = quotient;
        }

        return remainder;
    }
}
