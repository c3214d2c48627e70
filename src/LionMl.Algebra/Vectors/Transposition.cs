using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LionMl.Algebra;

/// <summary>8×8 transposes of words.</summary>
internal static unsafe class Transposition
{
    /// <summary>Eight rows <paramref name="sourceStride"/> words apart become eight columns; the target may be the source.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose(long* target, nint targetStride, long* source, nint sourceStride)
    {
        if (Avx512F.IsSupported)
            TransposeVectors(target, targetStride, source, sourceStride);
        else
            TransposeWords(target, targetStride, source, sourceStride);
    }

    /// <summary>Transposes rows held in registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose(
        ref Vector512<long> r0, ref Vector512<long> r1, ref Vector512<long> r2, ref Vector512<long> r3,
        ref Vector512<long> r4, ref Vector512<long> r5, ref Vector512<long> r6, ref Vector512<long> r7)
    {
        // Pairs of words first, then 128-bit quarters twice: s holds even columns, t odd ones.
        Vector512<long> s01 = Avx512F.UnpackLow(r0, r1), t01 = Avx512F.UnpackHigh(r0, r1);
        Vector512<long> s23 = Avx512F.UnpackLow(r2, r3), t23 = Avx512F.UnpackHigh(r2, r3);
        Vector512<long> s45 = Avx512F.UnpackLow(r4, r5), t45 = Avx512F.UnpackHigh(r4, r5);
        Vector512<long> s67 = Avx512F.UnpackLow(r6, r7), t67 = Avx512F.UnpackHigh(r6, r7);
        const byte even = 0x88;
        const byte odd = 0xdd;
        Vector512<long> sLow = Avx512F.Shuffle4x128(s01, s23, even), sHigh = Avx512F.Shuffle4x128(s45, s67, even);
        r0 = Avx512F.Shuffle4x128(sLow, sHigh, even);
        r4 = Avx512F.Shuffle4x128(sLow, sHigh, odd);
        sLow = Avx512F.Shuffle4x128(s01, s23, odd);
        sHigh = Avx512F.Shuffle4x128(s45, s67, odd);
        r2 = Avx512F.Shuffle4x128(sLow, sHigh, even);
        r6 = Avx512F.Shuffle4x128(sLow, sHigh, odd);
        Vector512<long> tLow = Avx512F.Shuffle4x128(t01, t23, even), tHigh = Avx512F.Shuffle4x128(t45, t67, even);
        r1 = Avx512F.Shuffle4x128(tLow, tHigh, even);
        r5 = Avx512F.Shuffle4x128(tLow, tHigh, odd);
        tLow = Avx512F.Shuffle4x128(t01, t23, odd);
        tHigh = Avx512F.Shuffle4x128(t45, t67, odd);
        r3 = Avx512F.Shuffle4x128(tLow, tHigh, even);
        r7 = Avx512F.Shuffle4x128(tLow, tHigh, odd);
    }

    /// <summary>Exchanges two sets of eight rows: word c of row a goes to word rev(a) of row rev(c), three bits each.</summary>
    /// <remarks>The sets may be the same one.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SwapMirrored(long* x, long* y, nint stride)
    {
        if (!Avx512F.IsSupported)
        {
            SwapMirroredWords(x, y, stride);
            return;
        }

        LoadMirrored(x, stride, out var x0, out var x1, out var x2, out var x3, out var x4, out var x5, out var x6, out var x7);
        LoadMirrored(y, stride, out var y0, out var y1, out var y2, out var y3, out var y4, out var y5, out var y6, out var y7);
        StoreMirrored(y, stride, x0, x1, x2, x3, x4, x5, x6, x7);
        StoreMirrored(x, stride, y0, y1, y2, y3, y4, y5, y6, y7);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void LoadMirrored(
        long* source, nint stride,
        out Vector512<long> r0, out Vector512<long> r1, out Vector512<long> r2, out Vector512<long> r3,
        out Vector512<long> r4, out Vector512<long> r5, out Vector512<long> r6, out Vector512<long> r7)
    {
        r0 = Vector512.Load(source);
        r1 = Vector512.Load(source + (4 * stride));
        r2 = Vector512.Load(source + (2 * stride));
        r3 = Vector512.Load(source + (6 * stride));
        r4 = Vector512.Load(source + stride);
        r5 = Vector512.Load(source + (5 * stride));
        r6 = Vector512.Load(source + (3 * stride));
        r7 = Vector512.Load(source + (7 * stride));
        Transpose(ref r0, ref r1, ref r2, ref r3, ref r4, ref r5, ref r6, ref r7);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreMirrored(
        long* target, nint stride,
        Vector512<long> r0, Vector512<long> r1, Vector512<long> r2, Vector512<long> r3,
        Vector512<long> r4, Vector512<long> r5, Vector512<long> r6, Vector512<long> r7)
    {
        r0.Store(target);
        r4.Store(target + stride);
        r2.Store(target + (2 * stride));
        r6.Store(target + (3 * stride));
        r1.Store(target + (4 * stride));
        r5.Store(target + (5 * stride));
        r3.Store(target + (6 * stride));
        r7.Store(target + (7 * stride));
    }

    private static void SwapMirroredWords(long* x, long* y, nint stride)
    {
        long* fromX = stackalloc long[64];
        long* fromY = stackalloc long[64];
        for (int i = 0; i < 64; i++)
        {
            nint mirrored = (BitReversal.Of(i & 7, 3) * stride) + BitReversal.Of(i >> 3, 3);
            fromX[i] = x[mirrored];
            fromY[i] = y[mirrored];
        }

        for (int i = 0; i < 64; i++)
        {
            nint index = ((i >> 3) * stride) + (i & 7);
            y[index] = fromX[i];
            x[index] = fromY[i];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeVectors(long* target, nint targetStride, long* source, nint sourceStride)
    {
        Vector512<long> r0 = Vector512.Load(source), r1 = Vector512.Load(source + sourceStride);
        Vector512<long> r2 = Vector512.Load(source + (2 * sourceStride)), r3 = Vector512.Load(source + (3 * sourceStride));
        Vector512<long> r4 = Vector512.Load(source + (4 * sourceStride)), r5 = Vector512.Load(source + (5 * sourceStride));
        Vector512<long> r6 = Vector512.Load(source + (6 * sourceStride)), r7 = Vector512.Load(source + (7 * sourceStride));
        Transpose(ref r0, ref r1, ref r2, ref r3, ref r4, ref r5, ref r6, ref r7);
        r0.Store(target);
        r1.Store(target + targetStride);
        r2.Store(target + (2 * targetStride));
        r3.Store(target + (3 * targetStride));
        r4.Store(target + (4 * targetStride));
        r5.Store(target + (5 * targetStride));
        r6.Store(target + (6 * targetStride));
        r7.Store(target + (7 * targetStride));
    }

    private static void TransposeWords(long* target, nint targetStride, long* source, nint sourceStride)
    {
        long* copy = stackalloc long[64];
        for (int i = 0; i < 64; i++)
            copy[i] = source[((i >> 3) * sourceStride) + (i & 7)];

        for (int i = 0; i < 64; i++)
            target[((i >> 3) * targetStride) + (i & 7)] = copy[((i & 7) * 8) + (i >> 3)];
    }
}
