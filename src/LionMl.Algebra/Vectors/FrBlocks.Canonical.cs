using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using static LionMl.Algebra.FrLanes;

namespace LionMl.Algebra;

/// <summary>Canonical form, and the way to and from <see cref="Fr"/>.</summary>
internal static unsafe partial class FrBlocks
{
    /// <summary>Writes eight consecutive canonical elements into a block.</summary>
    [MethodImpl(Kernel)]
    public static void Load(long* block, Fr* source, nint blocks)
    {
        for (; blocks > 0; blocks--, block += BlockWords, source += Lanes)
        {
            if (Avx512F.IsSupported)
            {
                LoadWords((long*)source, out Vector512<long> w0, out Vector512<long> w1, out Vector512<long> w2, out Vector512<long> w3);
                Vector512<long> mask = Vector512.Create((1L << LimbBits) - 1);
                (w0 & mask).Store(block);
                (((w0 >>> 52) | (w1 << 12)) & mask).Store(block + 8);
                (((w1 >>> 40) | (w2 << 24)) & mask).Store(block + 16);
                (((w2 >>> 28) | (w3 << 36)) & mask).Store(block + 24);
                (w3 >>> 16).Store(block + 32);
            }
            else
            {
                for (int lane = 0; lane < Lanes; lane++)
                    Write(block + lane, source[lane]);
            }
        }
    }

    /// <summary>Reads blocks of reduced elements in canonical form.</summary>
    [MethodImpl(Kernel)]
    public static void Store(Fr* destination, long* block, nint blocks)
    {
        for (; blocks > 0; blocks--, block += BlockWords, destination += Lanes)
        {
            if (Avx512F.IsSupported)
            {
                Vector512<long> t0 = Vector512.Load(block), t1 = Vector512.Load(block + 8), t2 = Vector512.Load(block + 16);
                Vector512<long> t3 = Vector512.Load(block + 24), t4 = Vector512.Load(block + 32);
                Canonicalize(ref t0, ref t1, ref t2, ref t3, ref t4);
                StoreWords(
                    (long*)destination, t0 | (t1 << 52), (t1 >>> 12) | (t2 << 40), (t2 >>> 24) | (t3 << 28), (t3 >>> 36) | (t4 << 16));
            }
            else
            {
                for (int lane = 0; lane < Lanes; lane++)
                    destination[lane] = Read(block + lane);
            }
        }
    }

    /// <summary>Replaces zeros by ones and notes which lanes they were in, one byte a block.</summary>
    [MethodImpl(Kernel)]
    public static void ReplaceZeros(long* r, byte* zeros, nint blocks)
    {
        long* one = stackalloc long[BlockWords];
        Broadcast(one, Fr.One);
        for (; blocks > 0; blocks--, r += BlockWords, zeros++)
        {
            Vector512<long> t0 = Vector512.Load(r), t1 = Vector512.Load(r + 8), t2 = Vector512.Load(r + 16);
            Vector512<long> t3 = Vector512.Load(r + 24), t4 = Vector512.Load(r + 32);
            Canonicalize(ref t0, ref t1, ref t2, ref t3, ref t4);
            Vector512<long> isZero = Vector512.Equals(t0 | t1 | t2 | t3 | t4, Vector512<long>.Zero);
            *zeros = (byte)isZero.ExtractMostSignificantBits();
            t0 += isZero & Vector512.Load(one);
            t1 += isZero & Vector512.Load(one + 8);
            t2 += isZero & Vector512.Load(one + 16);
            t3 += isZero & Vector512.Load(one + 24);
            t4 += isZero & Vector512.Load(one + 32);
            Store(r, t0, t1, t2, t3, t4);
        }
    }

    /// <summary>The representative in [0, p) with limbs in [0, 2^52), of reduced or sum-of-few-reduced elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Canonicalize(
        ref Vector512<long> t0, ref Vector512<long> t1, ref Vector512<long> t2, ref Vector512<long> t3, ref Vector512<long> t4)
    {
        // Within p(1 + ε) of zero; one p up if negative, one p down if that still fits.
        SubtractMultiple(ref t0, ref t1, ref t2, ref t3, ref t4);
        Carry(ref t0, ref t1, ref t2, ref t3, ref t4);
        long* p = FrKernelTable.Integers + BlockWords;
        for (int sign = 0; sign < 2; sign++)
        {
            Vector512<long> negative = t4 >> 63;
            t0 += negative & Vector512.Load(p);
            t1 += negative & Vector512.Load(p + 8);
            t2 += negative & Vector512.Load(p + 16);
            t3 += negative & Vector512.Load(p + 24);
            t4 += negative & Vector512.Load(p + 32);
            Carry(ref t0, ref t1, ref t2, ref t3, ref t4);
        }

        Vector512<long> s0 = t0 - Vector512.Load(p), s1 = t1 - Vector512.Load(p + 8), s2 = t2 - Vector512.Load(p + 16);
        Vector512<long> s3 = t3 - Vector512.Load(p + 24), s4 = t4 - Vector512.Load(p + 32);
        Carry(ref s0, ref s1, ref s2, ref s3, ref s4);
        Vector512<long> below = s4 >> 63;
        t0 = Vector512.ConditionalSelect(below, t0, s0);
        t1 = Vector512.ConditionalSelect(below, t1, s1);
        t2 = Vector512.ConditionalSelect(below, t2, s2);
        t3 = Vector512.ConditionalSelect(below, t3, s3);
        t4 = Vector512.ConditionalSelect(below, t4, s4);
    }

    /// <summary>Carries from limb to limb: all but the top one come into [0, 2^52).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Carry(
        ref Vector512<long> t0, ref Vector512<long> t1, ref Vector512<long> t2, ref Vector512<long> t3, ref Vector512<long> t4)
    {
        Vector512<long> mask = Vector512.Create((1L << LimbBits) - 1);
        t1 += t0 >> LimbBits;
        t2 += t1 >> LimbBits;
        t3 += t2 >> LimbBits;
        t4 += t3 >> LimbBits;
        t0 &= mask;
        t1 &= mask;
        t2 &= mask;
        t3 &= mask;
    }

    /// <summary>Eight elements of four words become four vectors of eight.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void LoadWords(
        long* source, out Vector512<long> w0, out Vector512<long> w1, out Vector512<long> w2, out Vector512<long> w3)
    {
        Vector512<long> a = Vector512.Load(source), b = Vector512.Load(source + 8);
        Vector512<long> c = Vector512.Load(source + 16), d = Vector512.Load(source + 24);
        Vector512<long> low = Vector512.Create(0L, 4, 8, 12, 1, 5, 9, 13);
        Vector512<long> high = Vector512.Create(2L, 6, 10, 14, 3, 7, 11, 15);
        Vector512<long> ab = Avx512F.PermuteVar8x64x2(a, low, b), cd = Avx512F.PermuteVar8x64x2(c, low, d);
        w0 = Avx512F.Shuffle4x128(ab, cd, 0x44);
        w1 = Avx512F.Shuffle4x128(ab, cd, 0xee);
        ab = Avx512F.PermuteVar8x64x2(a, high, b);
        cd = Avx512F.PermuteVar8x64x2(c, high, d);
        w2 = Avx512F.Shuffle4x128(ab, cd, 0x44);
        w3 = Avx512F.Shuffle4x128(ab, cd, 0xee);
    }

    /// <summary>Four vectors of eight words become eight elements of four.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreWords(long* destination, Vector512<long> w0, Vector512<long> w1, Vector512<long> w2, Vector512<long> w3)
    {
        Vector512<long> a = Avx512F.Shuffle4x128(w0, w1, 0x44), b = Avx512F.Shuffle4x128(w2, w3, 0x44);
        Vector512<long> c = Avx512F.Shuffle4x128(w0, w1, 0xee), d = Avx512F.Shuffle4x128(w2, w3, 0xee);
        Vector512<long> low = Vector512.Create(0L, 4, 8, 12, 1, 5, 9, 13), high = Vector512.Create(2L, 6, 10, 14, 3, 7, 11, 15);
        Avx512F.PermuteVar8x64x2(a, low, b).Store(destination);
        Avx512F.PermuteVar8x64x2(a, high, b).Store(destination + 8);
        Avx512F.PermuteVar8x64x2(c, low, d).Store(destination + 16);
        Avx512F.PermuteVar8x64x2(c, high, d).Store(destination + 24);
    }
}
