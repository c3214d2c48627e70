using System.Numerics;

namespace LionMl.Algebra;

/// <summary>The group of order 2^46 inside <see cref="Fq"/>, tabulated for square roots.</summary>
internal static class SquareRootTables
{
    private const int DigitBits = 8;
    private const int DigitSize = 1 << DigitBits;
    private const int Top = Fq.TwoAdicity - DigitBits;

    /// <summary>Digits of a logarithm.</summary>
    public const int DigitCount = (Fq.TwoAdicity + DigitBits - 1) / DigitBits;
    private const int ExponentWindow = 5;

    /// <summary>The odd powers value, value³, … that a window of the exponent chooses from.</summary>
    public const int OddPowers = 1 << (ExponentWindow - 1);

    private static readonly byte[] Windows = MakeWindows((Fq.Modulus - 1) >> (Fq.TwoAdicity + 1));

    // Inverses[i][d] = g^(-d · 2^(8 i)), g of order 2^46.
    private static readonly Fq[][] Inverses = MakeInverses();

    // From a word of g^(d · 2^38), which has order 2^8, to d.
    private static readonly Dictionary<ulong, byte> Logarithms = MakeLogarithms();

    /// <summary>The exponent (t - 1) / 2 as pairs, most significant first: squarings, then an odd digit, or 0 for none.</summary>
    public static ReadOnlySpan<byte> HalfOddPartWindows => Windows;

    /// <summary>value^((t - 1) / 2).</summary>
    public static Fq PowHalfOddPart(Fq value)
    {
        Span<Fq> odd = stackalloc Fq[OddPowers];
        Fq square = value.Square();
        odd[0] = value;
        for (int i = 1; i < odd.Length; i++)
            odd[i] = odd[i - 1] * square;
        Fq result = Fq.One;
        for (int i = 0; i < Windows.Length; i += 2)
        {
            for (int j = 0; j < Windows[i]; j++)
                Fq.Square(result, out result);
            int digit = Windows[i + 1];
            if (digit != 0)
                Fq.Multiply(result, odd[digit >> 1], out result);
        }

        return result;
    }

    /// <summary>How often the power for digit i + 1 is squared to give that for digit i.</summary>
    public static int SquaringsBefore(int digit) => digit == DigitCount - 2 ? Top - (DigitBits * (DigitCount - 2)) : DigitBits;

    /// <summary>For h in the group: a c with c² · h = 1, or false if the logarithm of h is odd.</summary>
    public static bool TryInverseRoot(Fq value, out Fq root)
    {
        Span<Fq> powers = stackalloc Fq[DigitCount];
        powers[DigitCount - 1] = value;
        for (int i = DigitCount - 2; i >= 0; i--)
        {
            for (int j = 0; j < SquaringsBefore(i); j++)
                Fq.Square(value, out value);
            powers[i] = value;
        }

        return TryInverseRoot(powers, out root);
    }

    /// <summary>The same from powers[i] = h^(2^(38 - 8i)), whose logarithm has digit i on top once the lower ones are taken away.</summary>
    public static bool TryInverseRoot(ReadOnlySpan<Fq> powers, out Fq root)
    {
        root = Fq.One;
        ulong logarithm = 0;
        for (int i = 0; i < DigitCount; i++)
        {
            int shift = Math.Max(Top - (DigitBits * i), 0);
            Fq rest = powers[i];
            // Take away the digits found so far: multiply by g^(-logarithm · 2^shift).
            rest *= InversePower(logarithm << shift);
            // The last digit has fewer bits: 46 = 5 · 8 + 6, so its power sits two places too low.
            if (!Logarithms.TryGetValue(rest.Limb0, out byte digit))
                return false;
            logarithm |= i < DigitCount - 1 ? (ulong)digit << (DigitBits * i) : (ulong)digit << (Fq.TwoAdicity - DigitBits);
        }

        if ((logarithm & 1) != 0)
            return false;
        root = InversePower(logarithm >> 1);
        return true;
    }

    // g^(-exponent), the exponent taken modulo 2^46.
    private static Fq InversePower(ulong exponent)
    {
        exponent &= (1UL << Fq.TwoAdicity) - 1;
        Fq result = Fq.One;
        for (int i = 0; exponent != 0; i++, exponent >>= DigitBits)
        {
            byte digit = (byte)exponent;
            if (digit != 0)
                result *= Inverses[i][digit];
        }

        return result;
    }

    private static byte[] MakeWindows(BigInteger exponent)
    {
        var windows = new List<byte>();
        int squarings = 0;
        int bit = (int)exponent.GetBitLength() - 1;
        while (bit >= 0)
        {
            if (((exponent >> bit) & 1).IsZero)
            {
                squarings++;
                bit--;
                continue;
            }

            int low = Math.Max(bit - ExponentWindow + 1, 0);
            while (((exponent >> low) & 1).IsZero)
                low++;
            int width = bit - low + 1;
            windows.Add((byte)(squarings + width));
            windows.Add((byte)(int)((exponent >> low) & ((1 << width) - 1)));
            squarings = 0;
            bit = low - 1;
        }

        windows.Add((byte)squarings);
        windows.Add(0);
        return [.. windows];
    }

    private static Fq Generator() => (-Fq.FromUInt64(5)).Pow((Fq.Modulus - 1) >> Fq.TwoAdicity);

    private static Fq[][] MakeInverses()
    {
        var tables = new Fq[DigitCount][];
        Fq step = Generator().Inverse();
        for (int i = 0; i < DigitCount; i++)
        {
            tables[i] = new Fq[DigitSize];
            tables[i][0] = Fq.One;
            for (int digit = 1; digit < DigitSize; digit++)
                tables[i][digit] = tables[i][digit - 1] * step;
            step = tables[i][DigitSize - 1] * step;
        }

        return tables;
    }

    private static Dictionary<ulong, byte> MakeLogarithms()
    {
        Fq step = Generator();
        for (int i = 0; i < Fq.TwoAdicity - DigitBits; i++)
            step = step.Square();
        var logarithms = new Dictionary<ulong, byte>();
        Fq power = Fq.One;
        for (int digit = 0; digit < DigitSize; digit++)
        {
            // The low words differ for all 256 powers (Add throws otherwise), so they can stand for the whole.
            logarithms.Add(power.Limb0, (byte)digit);
            power *= step;
        }

        return logarithms;
    }
}
