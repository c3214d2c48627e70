namespace LionMl.Algebra;

/// <summary>A scalar as low + high·x², x the curve's parameter, both halves signed and of 126 bits.</summary>
/// <remarks>Multiplication by x² is an endomorphism up to sign (<see cref="G1Row"/>), so a scalar costs half the windows. A scalar near
/// zero or near r, a small negative number, has small halves.</remarks>
internal static class ScalarHalves
{
    /// <summary>No half is greater than 2^<see cref="Bits"/> · 0.55 in size.</summary>
    public const int Bits = 126;

    private static readonly UInt128 Square = (UInt128)CurveParameter.X * CurveParameter.X;

    // floor(2^253/x²).
    private static readonly UInt128 Reciprocal = (UInt128)((System.Numerics.BigInteger.One << 253) / Square);

    /// <summary>The halves of a scalar.</summary>
    public static void Split(in Fr scalar, out Int128 low, out Int128 high)
    {
        Fr plain = scalar.ToPlainLimbs();
        Fr opposite = (-scalar).ToPlainLimbs();
        // The smaller of s and r - s, by their top words; near r/2 either will do.
        bool negative = opposite.Limb3 < plain.Limb3;
        Fr size = negative ? opposite : plain;
        var top = new UInt128((size.Limb3 << 3) | (size.Limb2 >> 61), (size.Limb2 << 3) | (size.Limb1 >> 61));
        UInt128 quotient = MultiplyHigh(top, Reciprocal);
        UInt128 rest = new UInt128(size.Limb1, size.Limb0) - (quotient * Square);
        // The estimate is at most a few too small.
        while (rest >= Square)
        {
            rest -= Square;
            quotient++;
        }

        if (rest > Square / 2)
        {
            rest -= Square;
            quotient++;
        }

        low = negative ? -(Int128)rest : (Int128)rest;
        high = negative ? -(Int128)quotient : (Int128)quotient;
    }

    // The product's high 128 bits, perhaps 2 too small: the carry out of the low parts is left out.
    private static UInt128 MultiplyHigh(UInt128 left, UInt128 right)
    {
        ulong l0 = (ulong)left, l1 = (ulong)(left >> 64), r0 = (ulong)right, r1 = (ulong)(right >> 64);
        ulong crossHigh = Math.BigMul(l0, r1, out _);
        ulong otherHigh = Math.BigMul(l1, r0, out _);
        ulong high = Math.BigMul(l1, r1, out ulong low);
        return new UInt128(high, low) + crossHigh + otherHigh;
    }
}
