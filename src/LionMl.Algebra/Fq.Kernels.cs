using System.Runtime.CompilerServices;
using static LionMl.Algebra.WordMath;

namespace LionMl.Algebra;

// The kernels: operands are read before anything is written, so the result may be one of them. Word by word on purpose: a copy of
// a whole element right after its words were written would wait for them to reach the cache.
public partial struct Fq
{
    /// <summary>result := left + right.</summary>
    [SkipLocalsInit]
    internal static void Add(in Fq left, in Fq right, out Fq result)
    {
        ulong carry = 0;
        ulong t0 = AddCarry(left.Limb0, right.Limb0, ref carry);
        ulong t1 = AddCarry(left.Limb1, right.Limb1, ref carry);
        ulong t2 = AddCarry(left.Limb2, right.Limb2, ref carry);
        ulong t3 = AddCarry(left.Limb3, right.Limb3, ref carry);
        ulong t4 = AddCarry(left.Limb4, right.Limb4, ref carry);
        ulong t5 = AddCarry(left.Limb5, right.Limb5, ref carry);
        // No carry out: 2p fits the limbs.
        ReduceOnce(out result, t0, t1, t2, t3, t4, t5);
    }

    /// <summary>result := left - right.</summary>
    [SkipLocalsInit]
    internal static void Subtract(in Fq left, in Fq right, out Fq result)
    {
        ulong borrow = 0;
        ulong t0 = SubtractBorrow(left.Limb0, right.Limb0, ref borrow);
        ulong t1 = SubtractBorrow(left.Limb1, right.Limb1, ref borrow);
        ulong t2 = SubtractBorrow(left.Limb2, right.Limb2, ref borrow);
        ulong t3 = SubtractBorrow(left.Limb3, right.Limb3, ref borrow);
        ulong t4 = SubtractBorrow(left.Limb4, right.Limb4, ref borrow);
        ulong t5 = SubtractBorrow(left.Limb5, right.Limb5, ref borrow);
        ulong mask = 0 - borrow;
        ulong carry = 0;
        Unsafe.SkipInit(out result);
        result.Limb0 = AddCarry(t0, mask & Modulus0, ref carry);
        result.Limb1 = AddCarry(t1, mask & Modulus1, ref carry);
        result.Limb2 = AddCarry(t2, mask & Modulus2, ref carry);
        result.Limb3 = AddCarry(t3, mask & Modulus3, ref carry);
        result.Limb4 = AddCarry(t4, mask & Modulus4, ref carry);
        result.Limb5 = AddCarry(t5, mask & Modulus5, ref carry);
    }

    /// <summary>result := left · right.</summary>
    [SkipLocalsInit]
    internal static void Multiply(in Fq left, in Fq right, out Fq result)
    {
        ulong b0 = right.Limb0, b1 = right.Limb1, b2 = right.Limb2, b3 = right.Limb3, b4 = right.Limb4, b5 = right.Limb5;
        ulong t0 = 0, t1 = 0, t2 = 0, t3 = 0, t4 = 0, t5 = 0;
        MultiplyStep(left.Limb0, b0, b1, b2, b3, b4, b5, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5);
        MultiplyStep(left.Limb1, b0, b1, b2, b3, b4, b5, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5);
        MultiplyStep(left.Limb2, b0, b1, b2, b3, b4, b5, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5);
        MultiplyStep(left.Limb3, b0, b1, b2, b3, b4, b5, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5);
        MultiplyStep(left.Limb4, b0, b1, b2, b3, b4, b5, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5);
        MultiplyStep(left.Limb5, b0, b1, b2, b3, b4, b5, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5);
        ReduceOnce(out result, t0, t1, t2, t3, t4, t5);
    }

    /// <summary>result := value².</summary>
    internal static void Square(in Fq value, out Fq result) => Multiply(value, value, out result);

    /// <summary>result := a0·b0 + a1·b1, with one reduction for both; factors may be as large as 8p.</summary>
    [SkipLocalsInit]
    internal static void SumOfProducts(in Fq a0, in Fq b0, in Fq a1, in Fq b1, out Fq result)
    {
        ulong t0 = 0, t1 = 0, t2 = 0, t3 = 0, t4 = 0, t5 = 0, t6;
        t6 = MultiplyAddRow(a0.Limb0, b0, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5);
        t6 += MultiplyAddRow(a1.Limb0, b1, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5);
        ReduceRow(t6, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5);
        t6 = MultiplyAddRow(a0.Limb1, b0, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5);
        t6 += MultiplyAddRow(a1.Limb1, b1, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5);
        ReduceRow(t6, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5);
        t6 = MultiplyAddRow(a0.Limb2, b0, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5);
        t6 += MultiplyAddRow(a1.Limb2, b1, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5);
        ReduceRow(t6, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5);
        t6 = MultiplyAddRow(a0.Limb3, b0, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5);
        t6 += MultiplyAddRow(a1.Limb3, b1, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5);
        ReduceRow(t6, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5);
        t6 = MultiplyAddRow(a0.Limb4, b0, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5);
        t6 += MultiplyAddRow(a1.Limb4, b1, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5);
        ReduceRow(t6, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5);
        t6 = MultiplyAddRow(a0.Limb5, b0, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5);
        t6 += MultiplyAddRow(a1.Limb5, b1, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5);
        ReduceRow(t6, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5);
        ReduceOnce(out result, t0, t1, t2, t3, t4, t5);
    }

    /// <summary>result := a0·b0 + a1·b1 + a2·b2, with one reduction for all.</summary>
    [SkipLocalsInit]
    internal static void SumOfProducts(in Fq a0, in Fq b0, in Fq a1, in Fq b1, in Fq a2, in Fq b2, out Fq result)
    {
        ulong t0 = 0, t1 = 0, t2 = 0, t3 = 0, t4 = 0, t5 = 0, t6;
        t6 = MultiplyAddRow(a0.Limb0, b0, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5);
        t6 += MultiplyAddRow(a1.Limb0, b1, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5);
        t6 += MultiplyAddRow(a2.Limb0, b2, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5);
        ReduceRow(t6, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5);
        t6 = MultiplyAddRow(a0.Limb1, b0, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5);
        t6 += MultiplyAddRow(a1.Limb1, b1, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5);
        t6 += MultiplyAddRow(a2.Limb1, b2, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5);
        ReduceRow(t6, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5);
        t6 = MultiplyAddRow(a0.Limb2, b0, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5);
        t6 += MultiplyAddRow(a1.Limb2, b1, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5);
        t6 += MultiplyAddRow(a2.Limb2, b2, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5);
        ReduceRow(t6, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5);
        t6 = MultiplyAddRow(a0.Limb3, b0, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5);
        t6 += MultiplyAddRow(a1.Limb3, b1, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5);
        t6 += MultiplyAddRow(a2.Limb3, b2, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5);
        ReduceRow(t6, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5);
        t6 = MultiplyAddRow(a0.Limb4, b0, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5);
        t6 += MultiplyAddRow(a1.Limb4, b1, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5);
        t6 += MultiplyAddRow(a2.Limb4, b2, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5);
        ReduceRow(t6, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5);
        t6 = MultiplyAddRow(a0.Limb5, b0, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5);
        t6 += MultiplyAddRow(a1.Limb5, b1, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5);
        t6 += MultiplyAddRow(a2.Limb5, b2, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5);
        ReduceRow(t6, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5);
        ReduceOnce(out result, t0, t1, t2, t3, t4, t5);
    }

    /// <summary>A number up to 5p that is congruent to -5·value: a factor for sums of products.</summary>
    [SkipLocalsInit]
    internal static void MinusFiveUnreduced(in Fq value, out Fq result)
    {
        ulong borrow = 0;
        ulong n0 = SubtractBorrow(Modulus0, value.Limb0, ref borrow);
        ulong n1 = SubtractBorrow(Modulus1, value.Limb1, ref borrow);
        ulong n2 = SubtractBorrow(Modulus2, value.Limb2, ref borrow);
        ulong n3 = SubtractBorrow(Modulus3, value.Limb3, ref borrow);
        ulong n4 = SubtractBorrow(Modulus4, value.Limb4, ref borrow);
        ulong n5 = SubtractBorrow(Modulus5, value.Limb5, ref borrow);
        ulong carry = 0;
        Unsafe.SkipInit(out result);
        result.Limb0 = AddCarry(n0, n0 << 2, ref carry);
        result.Limb1 = AddCarry(n1, (n1 << 2) | (n0 >> 62), ref carry);
        result.Limb2 = AddCarry(n2, (n2 << 2) | (n1 >> 62), ref carry);
        result.Limb3 = AddCarry(n3, (n3 << 2) | (n2 >> 62), ref carry);
        result.Limb4 = AddCarry(n4, (n4 << 2) | (n3 >> 62), ref carry);
        result.Limb5 = AddCarry(n5, (n5 << 2) | (n4 >> 62), ref carry);
    }

    // t += a·b; the word above t is returned.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong MultiplyAddRow(
        ulong a, in Fq b, ref ulong t0, ref ulong t1, ref ulong t2, ref ulong t3, ref ulong t4, ref ulong t5)
    {
        ulong high = 0;
        t0 = MultiplyAdd(a, b.Limb0, t0, ref high);
        t1 = MultiplyAdd(a, b.Limb1, t1, ref high);
        t2 = MultiplyAdd(a, b.Limb2, t2, ref high);
        t3 = MultiplyAdd(a, b.Limb3, t3, ref high);
        t4 = MultiplyAdd(a, b.Limb4, t4, ref high);
        t5 = MultiplyAdd(a, b.Limb5, t5, ref high);
        return high;
    }

    // t := (t + m·p) / 2^64 with m chosen so that the division is exact; the top word t6 included.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ReduceRow(
        ulong t6, ref ulong t0, ref ulong t1, ref ulong t2, ref ulong t3, ref ulong t4, ref ulong t5)
    {
        ulong m = t0 * MontgomeryFactor;
        ulong carry = 0;
        _ = MultiplyAdd(m, Modulus0, t0, ref carry);
        t0 = MultiplyAdd(m, Modulus1, t1, ref carry);
        t1 = MultiplyAdd(m, Modulus2, t2, ref carry);
        t2 = MultiplyAdd(m, Modulus3, t3, ref carry);
        t3 = MultiplyAdd(m, Modulus4, t4, ref carry);
        t4 = MultiplyAdd(m, Modulus5, t5, ref carry);
        t5 = t6 + carry;
    }

    // One row of the interleaved product: t := (t + a·b + m·p) / 2^64 with m chosen so that the division is exact.
    // Bounded by 2p throughout, so the spare top bits of p take every carry.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void MultiplyStep(
        ulong a, ulong b0, ulong b1, ulong b2, ulong b3, ulong b4, ulong b5,
        ref ulong t0, ref ulong t1, ref ulong t2, ref ulong t3, ref ulong t4, ref ulong t5)
    {
        ulong high = 0;
        ulong low = MultiplyAdd(a, b0, t0, ref high);
        ulong m = low * MontgomeryFactor;
        ulong carry = 0;
        _ = MultiplyAdd(m, Modulus0, low, ref carry);
        t0 = MultiplyAdd(m, Modulus1, MultiplyAdd(a, b1, t1, ref high), ref carry);
        t1 = MultiplyAdd(m, Modulus2, MultiplyAdd(a, b2, t2, ref high), ref carry);
        t2 = MultiplyAdd(m, Modulus3, MultiplyAdd(a, b3, t3, ref high), ref carry);
        t3 = MultiplyAdd(m, Modulus4, MultiplyAdd(a, b4, t4, ref high), ref carry);
        t4 = MultiplyAdd(m, Modulus5, MultiplyAdd(a, b5, t5, ref high), ref carry);
        t5 = high + carry;
    }

    // The representative below p of a number below 2p.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ReduceOnce(out Fq result, ulong t0, ulong t1, ulong t2, ulong t3, ulong t4, ulong t5)
    {
        ulong borrow = 0;
        ulong s0 = SubtractBorrow(t0, Modulus0, ref borrow);
        ulong s1 = SubtractBorrow(t1, Modulus1, ref borrow);
        ulong s2 = SubtractBorrow(t2, Modulus2, ref borrow);
        ulong s3 = SubtractBorrow(t3, Modulus3, ref borrow);
        ulong s4 = SubtractBorrow(t4, Modulus4, ref borrow);
        ulong s5 = SubtractBorrow(t5, Modulus5, ref borrow);
        ulong keep = 0 - borrow;
        Unsafe.SkipInit(out result);
        result.Limb0 = Select(keep, t0, s0);
        result.Limb1 = Select(keep, t1, s1);
        result.Limb2 = Select(keep, t2, s2);
        result.Limb3 = Select(keep, t3, s3);
        result.Limb4 = Select(keep, t4, s4);
        result.Limb5 = Select(keep, t5, s5);
    }

    static void ICurveField<Fq>.Add(in Fq left, in Fq right, out Fq result) => Add(left, right, out result);

    static void ICurveField<Fq>.Subtract(in Fq left, in Fq right, out Fq result) => Subtract(left, right, out result);

    static void ICurveField<Fq>.Multiply(in Fq left, in Fq right, out Fq result) => Multiply(left, right, out result);

    static void ICurveField<Fq>.Square(in Fq value, out Fq result) => Square(value, out result);
}
