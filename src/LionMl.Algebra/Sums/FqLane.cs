namespace LionMl.Algebra;

/// <summary>One base field element in the limbs of the vector kernels (<see cref="FqKernels"/>).</summary>
internal static unsafe class FqLane
{
    private const int LimbBits = 48;
    private const long LimbMask = (1L << LimbBits) - 1;

    /// <summary>The canonical element whose limbs, signed and unnormalised, lie <paramref name="stride"/> words apart.</summary>
    /// <remarks>For values within 2^10·p of zero; takes as many steps as that multiple.</remarks>
    public static Fq Read(long* limbs, int stride)
    {
        long l0 = limbs[0];
        long l1 = limbs[stride] + (l0 >> LimbBits);
        long l2 = limbs[2 * stride] + (l1 >> LimbBits);
        long l3 = limbs[3 * stride] + (l2 >> LimbBits);
        long l4 = limbs[4 * stride] + (l3 >> LimbBits);
        long l5 = limbs[5 * stride] + (l4 >> LimbBits);
        long l6 = limbs[6 * stride] + (l5 >> LimbBits);
        long l7 = limbs[7 * stride] + (l6 >> LimbBits);
        ulong w0 = (ulong)(l0 & LimbMask) | ((ulong)l1 << 48);
        ulong w1 = ((ulong)(l1 & LimbMask) >> 16) | ((ulong)l2 << 32);
        ulong w2 = ((ulong)(l2 & LimbMask) >> 32) | ((ulong)l3 << 16);
        ulong w3 = (ulong)(l4 & LimbMask) | ((ulong)l5 << 48);
        ulong w4 = ((ulong)(l5 & LimbMask) >> 16) | ((ulong)l6 << 32);
        ulong w5 = ((ulong)(l6 & LimbMask) >> 32) | ((ulong)l7 << 16);
        // Two's complement over six words: p has 377 bits, so small multiples of it keep clear of the sign.
        while ((long)w5 < 0)
            Add(ref w0, ref w1, ref w2, ref w3, ref w4, ref w5);
        while (!Subtract(ref w0, ref w1, ref w2, ref w3, ref w4, ref w5))
        {
        }

        return new Fq(w0, w1, w2, w3, w4, w5);
    }

    /// <summary>Writes the canonical limbs of an element <paramref name="stride"/> words apart.</summary>
    public static void Write(long* limbs, int stride, in Fq value)
    {
        limbs[0] = (long)value.Limb0 & LimbMask;
        limbs[stride] = (long)((value.Limb0 >> 48) | (value.Limb1 << 16)) & LimbMask;
        limbs[2 * stride] = (long)((value.Limb1 >> 32) | (value.Limb2 << 32)) & LimbMask;
        limbs[3 * stride] = (long)(value.Limb2 >> 16);
        limbs[4 * stride] = (long)value.Limb3 & LimbMask;
        limbs[5 * stride] = (long)((value.Limb3 >> 48) | (value.Limb4 << 16)) & LimbMask;
        limbs[6 * stride] = (long)((value.Limb4 >> 32) | (value.Limb5 << 32)) & LimbMask;
        limbs[7 * stride] = (long)(value.Limb5 >> 16);
    }

    private static void Add(ref ulong w0, ref ulong w1, ref ulong w2, ref ulong w3, ref ulong w4, ref ulong w5)
    {
        ulong carry = 0;
        w0 = WordMath.AddCarry(w0, Fq.Modulus0, ref carry);
        w1 = WordMath.AddCarry(w1, Fq.Modulus1, ref carry);
        w2 = WordMath.AddCarry(w2, Fq.Modulus2, ref carry);
        w3 = WordMath.AddCarry(w3, Fq.Modulus3, ref carry);
        w4 = WordMath.AddCarry(w4, Fq.Modulus4, ref carry);
        w5 = WordMath.AddCarry(w5, Fq.Modulus5, ref carry);
    }

    // Subtracts p unless that would be negative; returns whether it would.
    private static bool Subtract(ref ulong w0, ref ulong w1, ref ulong w2, ref ulong w3, ref ulong w4, ref ulong w5)
    {
        ulong borrow = 0;
        ulong s0 = WordMath.SubtractBorrow(w0, Fq.Modulus0, ref borrow);
        ulong s1 = WordMath.SubtractBorrow(w1, Fq.Modulus1, ref borrow);
        ulong s2 = WordMath.SubtractBorrow(w2, Fq.Modulus2, ref borrow);
        ulong s3 = WordMath.SubtractBorrow(w3, Fq.Modulus3, ref borrow);
        ulong s4 = WordMath.SubtractBorrow(w4, Fq.Modulus4, ref borrow);
        ulong s5 = WordMath.SubtractBorrow(w5, Fq.Modulus5, ref borrow);
        if (borrow != 0)
            return true;
        (w0, w1, w2, w3, w4, w5) = (s0, s1, s2, s3, s4, s5);
        return false;
    }
}
