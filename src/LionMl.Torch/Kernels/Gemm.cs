using System.Numerics;
using System.Runtime.InteropServices;

namespace TorchSharp;

/// <summary>Dense matrix products: C += A · B, all row-major.</summary>
internal static class Gemm
{
    private const int RowsAtOnce = 4;
    private const int DepthBlock = 256;
    private const long ParallelWork = 1 << 18;

    /// <summary>Adds A · B to C, over both cores where the product is large. The result does not depend on the number of cores.</summary>
    /// <param name="a">m × k.</param>
    /// <param name="b">k × n.</param>
    /// <param name="c">m × n.</param>
    public static void Run<T>(ReadOnlyMemory<T> a, ReadOnlyMemory<T> b, Memory<T> c, int m, int k, int n)
        where T : unmanaged, INumber<T>
    {
        int parts = (long)m * k * n < ParallelWork ? 1 : Math.Min(Environment.ProcessorCount, (m + RowsAtOnce - 1) / RowsAtOnce);
        if (parts <= 1)
        {
            Serial(a.Span, b.Span, c.Span, m, k, n);
            return;
        }

        int rows = (((m + parts - 1) / parts) + RowsAtOnce - 1) / RowsAtOnce * RowsAtOnce;
        Parallel.For(0, (m + rows - 1) / rows, part =>
        {
            int start = part * rows;
            int count = Math.Min(rows, m - start);
            Serial(a.Span.Slice(start * k, count * k), b.Span, c.Span.Slice(start * n, count * n), count, k, n);
        });
    }

    /// <summary>Adds A · B to C on this thread.</summary>
    public static void Serial<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> c, int m, int k, int n)
        where T : unmanaged, INumber<T>
    {
        for (int depth = 0; depth < k; depth += DepthBlock)
        {
            int end = Math.Min(k, depth + DepthBlock);
            int row = 0;
            for (; row + RowsAtOnce <= m; row += RowsAtOnce)
            {
                FourRows(a, b, c, row, depth, end, k, n);
            }

            for (; row < m; row++)
            {
                OneRow(a, b, c, row, depth, end, k, n);
            }
        }
    }

    private static void FourRows<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> c, int row, int depth, int end, int k, int n)
        where T : unmanaged, INumber<T>
    {
        ref T b0 = ref MemoryMarshal.GetReference(b);
        int lanes = Vector<T>.Count;
        int column = 0;
        ReadOnlySpan<T> a0 = a.Slice(row * k, k);
        ReadOnlySpan<T> a1 = a.Slice((row + 1) * k, k);
        ReadOnlySpan<T> a2 = a.Slice((row + 2) * k, k);
        ReadOnlySpan<T> a3 = a.Slice((row + 3) * k, k);
        Span<T> c0 = c.Slice(row * n, n);
        Span<T> c1 = c.Slice((row + 1) * n, n);
        Span<T> c2 = c.Slice((row + 2) * n, n);
        Span<T> c3 = c.Slice((row + 3) * n, n);
        for (; column + (2 * lanes) <= n; column += 2 * lanes)
        {
            Vector<T> s00 = default, s01 = default, s10 = default, s11 = default;
            Vector<T> s20 = default, s21 = default, s30 = default, s31 = default;
            for (int i = depth; i < end; i++)
            {
                nuint at = (nuint)((i * n) + column);
                Vector<T> x = Vector.LoadUnsafe(ref b0, at);
                Vector<T> y = Vector.LoadUnsafe(ref b0, at + (nuint)lanes);
                Vector<T> f = new(a0[i]);
                s00 += f * x;
                s01 += f * y;
                f = new Vector<T>(a1[i]);
                s10 += f * x;
                s11 += f * y;
                f = new Vector<T>(a2[i]);
                s20 += f * x;
                s21 += f * y;
                f = new Vector<T>(a3[i]);
                s30 += f * x;
                s31 += f * y;
            }

            Add(c0, column, s00, s01);
            Add(c1, column, s10, s11);
            Add(c2, column, s20, s21);
            Add(c3, column, s30, s31);
        }

        for (; column < n; column++)
        {
            T t0 = T.Zero, t1 = T.Zero, t2 = T.Zero, t3 = T.Zero;
            for (int i = depth; i < end; i++)
            {
                T x = b[(i * n) + column];
                t0 += a0[i] * x;
                t1 += a1[i] * x;
                t2 += a2[i] * x;
                t3 += a3[i] * x;
            }

            c0[column] += t0;
            c1[column] += t1;
            c2[column] += t2;
            c3[column] += t3;
        }
    }

    private static void OneRow<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> c, int row, int depth, int end, int k, int n)
        where T : unmanaged, INumber<T>
    {
        ref T b0 = ref MemoryMarshal.GetReference(b);
        int lanes = Vector<T>.Count;
        ReadOnlySpan<T> a0 = a.Slice(row * k, k);
        Span<T> c0 = c.Slice(row * n, n);
        int column = 0;
        for (; column + (2 * lanes) <= n; column += 2 * lanes)
        {
            Vector<T> s0 = default, s1 = default;
            for (int i = depth; i < end; i++)
            {
                nuint at = (nuint)((i * n) + column);
                Vector<T> f = new(a0[i]);
                s0 += f * Vector.LoadUnsafe(ref b0, at);
                s1 += f * Vector.LoadUnsafe(ref b0, at + (nuint)lanes);
            }

            Add(c0, column, s0, s1);
        }

        for (; column < n; column++)
        {
            T sum = T.Zero;
            for (int i = depth; i < end; i++)
            {
                sum += a0[i] * b[(i * n) + column];
            }

            c0[column] += sum;
        }
    }

    private static void Add<T>(Span<T> row, int column, Vector<T> first, Vector<T> second)
        where T : unmanaged, INumber<T>
    {
        ref T at = ref row[column];
        (Vector.LoadUnsafe(ref at) + first).StoreUnsafe(ref at);
        ref T next = ref row[column + Vector<T>.Count];
        (Vector.LoadUnsafe(ref next) + second).StoreUnsafe(ref next);
    }
}
