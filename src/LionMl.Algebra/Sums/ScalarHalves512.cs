using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using D = System.Runtime.Intrinsics.Vector512<double>;
using V = System.Runtime.Intrinsics.Vector512<long>;

namespace LionMl.Algebra;

/// <summary>Eight scalars at a time split as in <see cref="ScalarHalves"/>, with AVX-512.</summary>
/// <remarks>
/// The representative nearest to zero is divided by x² in base 2^52: each digit of the quotient is the rounded ratio of the leading
/// limbs as floating-point numbers. What an estimate is off by stays in the remainder for the next digit, and a last, tiny one
/// brings the remainder down to half of x².
/// </remarks>
internal static unsafe class ScalarHalves512
{
    private const int LimbBits = 52;
    private const long Mask = (1L << LimbBits) - 1;

    // x² in limbs, and as a multiple of 2^104.
    private const long Square0 = 422212465065985;
    private const long Square1 = 3598701557715105;
    private const long Square2 = 4530711;
    private const double SquareTop = 4530711.799072266;

    // r as a multiple of 2^208.
    private const double ModulusTop = 20527349406252.645;

    // 2^52.
    private const double Limb = 4503599627370496.0;

    /// <summary>The halves of a block of plain numbers, each as the low and the high word of a signed 128-bit number.</summary>
    /// <param name="block">Five limbs of 52 bits, signed and unnormalised, near [0, r).</param>
    /// <param name="halves">Receives four vectors: the low half's words and the high half's words.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Split(long* block, V* halves)
    {
        V mask = Vector512.Create(Mask);
        V l0 = Vector512.Load(block), l1 = Vector512.Load(block + 8), l2 = Vector512.Load(block + 16);
        V l3 = Vector512.Load(block + 24), l4 = Vector512.Load(block + 32);
        V multiple = Round(ToDouble(l4) * Vector512.Create(1 / ModulusTop));
        long* modulus = FrKernelTable.Integers + 40;
        l0 -= Avx512DQ.MultiplyLow(multiple, Vector512.Load(modulus));
        l1 -= Avx512DQ.MultiplyLow(multiple, Vector512.Load(modulus + 8));
        l2 -= Avx512DQ.MultiplyLow(multiple, Vector512.Load(modulus + 16));
        l3 -= Avx512DQ.MultiplyLow(multiple, Vector512.Load(modulus + 24));
        l4 -= Avx512DQ.MultiplyLow(multiple, Vector512.Load(modulus + 32));
        Carry(mask, ref l0, ref l1);
        Carry(mask, ref l1, ref l2);
        Carry(mask, ref l2, ref l3);
        Carry(mask, ref l3, ref l4);

        D limb = Vector512.Create(Limb), inverse = Vector512.Create(1 / SquareTop), inverseLimb = Vector512.Create(1 / Limb);
        V q2 = Round((ToDouble(l4) + (ToDouble(l3) * inverseLimb)) * inverse);
        Subtract(q2, ref l2, ref l3, ref l4);
        Carry(mask, ref l2, ref l3);
        Carry(mask, ref l3, ref l4);

        V q1 = Round(((ToDouble(l4) * limb) + ToDouble(l3) + (ToDouble(l2) * inverseLimb)) * inverse);
        Subtract(q1, ref l1, ref l2, ref l3);
        l3 += l4 << LimbBits;
        Carry(mask, ref l1, ref l2);
        Carry(mask, ref l2, ref l3);

        V q0 = Round(((ToDouble(l3) * limb) + ToDouble(l2) + (ToDouble(l1) * inverseLimb)) * inverse);
        Subtract(q0, ref l0, ref l1, ref l2);
        l2 += l3 << LimbBits;
        Carry(mask, ref l0, ref l1);
        Carry(mask, ref l1, ref l2);

        V last = Round((ToDouble(l2) + (ToDouble(l1) * inverseLimb)) * inverse);
        q0 += last;
        l0 -= Avx512DQ.MultiplyLow(last, Vector512.Create(Square0));
        l1 -= Avx512DQ.MultiplyLow(last, Vector512.Create(Square1));
        l2 -= Avx512DQ.MultiplyLow(last, Vector512.Create(Square2));
        Carry(mask, ref l0, ref l1);
        Carry(mask, ref l1, ref l2);
        Carry(mask, ref q0, ref q1);
        Carry(mask, ref q1, ref q2);
        halves[0] = l0 | (l1 << LimbBits);
        halves[1] = (l1 >> 12) + (l2 << 40);
        halves[2] = q0 | (q1 << LimbBits);
        halves[3] = (q1 >> 12) + (q2 << 40);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static D ToDouble(V value) => Avx512DQ.ConvertToVector512Double(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Round(D value) => Avx512DQ.ConvertToVector512Int64(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Carry(V mask, ref V low, ref V high)
    {
        high += Avx512F.ShiftRightArithmetic(low, LimbBits);
        low &= mask;
    }

    // Takes quotient · x² off three limbs. The last one may wrap around: once the limb above is added, what is left is small again.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Subtract(V quotient, ref V a0, ref V a1, ref V a2)
    {
        D real = ToDouble(quotient);
        Product(quotient, real, Square0, out V high0, out V low0);
        Product(quotient, real, Square1, out V high1, out V low1);
        a0 -= low0;
        a1 -= low1 + high0;
        a2 -= Avx512DQ.MultiplyLow(quotient, Vector512.Create(Square2)) + high1;
    }

    // quotient · constant = high · 2^52 + low, below 2^105: an estimate that is off by one makes the next quotient longer than 52 bits.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Product(V quotient, D real, long constant, out V high, out V low)
    {
        D origin = Vector512.Create(1.5 * Limb * Limb * 4);
        D sum = Avx512F.FusedMultiplyAdd(real, Vector512.Create((double)constant), origin);
        high = (sum.AsInt64() - origin.AsInt64()) << 2;
        low = Avx512DQ.MultiplyLow(quotient, Vector512.Create(constant)) - (high << LimbBits);
    }
}
