using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using static LionMl.Algebra.FrLanes;

namespace LionMl.Algebra;

/// <summary>Additive work on blocks of scalars in platform-independent vector code; "reduced" as in <see cref="FrOperations"/>.</summary>
internal static unsafe partial class FrBlocks
{
    private const MethodImplOptions Kernel = MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining;
    private const int LimbBits = 52;

    /// <summary>r = a + b.</summary>
    [MethodImpl(Kernel)]
    public static void Add(long* r, long* a, long* b, nint blocks)
    {
        for (; blocks > 0; blocks--, r += BlockWords, a += BlockWords, b += BlockWords)
        {
            Vector512<long> t0 = Vector512.Load(a) + Vector512.Load(b);
            Vector512<long> t1 = Vector512.Load(a + 8) + Vector512.Load(b + 8);
            Vector512<long> t2 = Vector512.Load(a + 16) + Vector512.Load(b + 16);
            Vector512<long> t3 = Vector512.Load(a + 24) + Vector512.Load(b + 24);
            Vector512<long> t4 = Vector512.Load(a + 32) + Vector512.Load(b + 32);
            Reduce(ref t0, ref t1, ref t2, ref t3, ref t4);
            Store(r, t0, t1, t2, t3, t4);
        }
    }

    /// <summary>r = a − b.</summary>
    [MethodImpl(Kernel)]
    public static void Subtract(long* r, long* a, long* b, nint blocks)
    {
        for (; blocks > 0; blocks--, r += BlockWords, a += BlockWords, b += BlockWords)
        {
            Vector512<long> t0 = Vector512.Load(a) - Vector512.Load(b);
            Vector512<long> t1 = Vector512.Load(a + 8) - Vector512.Load(b + 8);
            Vector512<long> t2 = Vector512.Load(a + 16) - Vector512.Load(b + 16);
            Vector512<long> t3 = Vector512.Load(a + 24) - Vector512.Load(b + 24);
            Vector512<long> t4 = Vector512.Load(a + 32) - Vector512.Load(b + 32);
            Reduce(ref t0, ref t1, ref t2, ref t3, ref t4);
            Store(r, t0, t1, t2, t3, t4);
        }
    }

    /// <summary>(u, v) = (u + v, u − v).</summary>
    [MethodImpl(Kernel)]
    public static void AddSubtract(long* u, long* v, nint blocks)
    {
        for (; blocks > 0; blocks--, u += BlockWords, v += BlockWords)
        {
            Vector512<long> u0 = Vector512.Load(u), u1 = Vector512.Load(u + 8), u2 = Vector512.Load(u + 16);
            Vector512<long> u3 = Vector512.Load(u + 24), u4 = Vector512.Load(u + 32);
            Vector512<long> v0 = Vector512.Load(v), v1 = Vector512.Load(v + 8), v2 = Vector512.Load(v + 16);
            Vector512<long> v3 = Vector512.Load(v + 24), v4 = Vector512.Load(v + 32);
            Vector512<long> d0 = u0 - v0, d1 = u1 - v1, d2 = u2 - v2, d3 = u3 - v3, d4 = u4 - v4;
            u0 += v0;
            u1 += v1;
            u2 += v2;
            u3 += v3;
            u4 += v4;
            Reduce(ref u0, ref u1, ref u2, ref u3, ref u4);
            Store(u, u0, u1, u2, u3, u4);
            Reduce(ref d0, ref d1, ref d2, ref d3, ref d4);
            Store(v, d0, d1, d2, d3, d4);
        }
    }

    /// <summary>r = r + constant, one block of constants for all.</summary>
    [MethodImpl(Kernel)]
    public static void AddBlock(long* r, long* constant, nint blocks)
    {
        Vector512<long> c0 = Vector512.Load(constant), c1 = Vector512.Load(constant + 8), c2 = Vector512.Load(constant + 16);
        Vector512<long> c3 = Vector512.Load(constant + 24), c4 = Vector512.Load(constant + 32);
        for (; blocks > 0; blocks--, r += BlockWords)
        {
            Vector512<long> t0 = Vector512.Load(r) + c0;
            Vector512<long> t1 = Vector512.Load(r + 8) + c1;
            Vector512<long> t2 = Vector512.Load(r + 16) + c2;
            Vector512<long> t3 = Vector512.Load(r + 24) + c3;
            Vector512<long> t4 = Vector512.Load(r + 32) + c4;
            Reduce(ref t0, ref t1, ref t2, ref t3, ref t4);
            Store(r, t0, t1, t2, t3, t4);
        }
    }

    /// <summary>sum = sum + Σ a over the blocks, lane by lane.</summary>
    [MethodImpl(Kernel)]
    public static void Accumulate(long* sum, long* a, nint blocks)
    {
        // 128 limbs and the quotient's multiple of p stay far below 2^63.
        const int Group = 128;
        Vector512<long> t0 = Vector512.Load(sum), t1 = Vector512.Load(sum + 8), t2 = Vector512.Load(sum + 16);
        Vector512<long> t3 = Vector512.Load(sum + 24), t4 = Vector512.Load(sum + 32);
        while (blocks > 0)
        {
            nint group = Math.Min(blocks, Group);
            blocks -= group;
            for (; group > 0; group--, a += BlockWords)
            {
                t0 += Vector512.Load(a);
                t1 += Vector512.Load(a + 8);
                t2 += Vector512.Load(a + 16);
                t3 += Vector512.Load(a + 24);
                t4 += Vector512.Load(a + 32);
            }

            Reduce(ref t0, ref t1, ref t2, ref t3, ref t4);
        }

        Store(sum, t0, t1, t2, t3, t4);
    }

    /// <summary>Reduces blocks whose limbs are below 2^58 and whose values are below 100·p.</summary>
    [MethodImpl(Kernel)]
    public static void Reduce(long* r, nint blocks)
    {
        for (; blocks > 0; blocks--, r += BlockWords)
        {
            Vector512<long> t0 = Vector512.Load(r), t1 = Vector512.Load(r + 8), t2 = Vector512.Load(r + 16);
            Vector512<long> t3 = Vector512.Load(r + 24), t4 = Vector512.Load(r + 32);
            Reduce(ref t0, ref t1, ref t2, ref t3, ref t4);
            Store(r, t0, t1, t2, t3, t4);
        }
    }

    /// <summary>
    /// r_i = above + Σ_{j &gt; i} r_j within the blocks; <paramref name="above"/> is one block with the same value in all lanes.
    /// </summary>
    [MethodImpl(Kernel)]
    public static void SuffixSums(long* r, long* above, nint blocks)
    {
        Vector512<long> s0 = Vector512.Load(above), s1 = Vector512.Load(above + 8), s2 = Vector512.Load(above + 16);
        Vector512<long> s3 = Vector512.Load(above + 24), s4 = Vector512.Load(above + 32);
        r += (blocks - 1) * BlockWords;
        for (; blocks > 0; blocks--, r -= BlockWords)
        {
            Vector512<long> t0 = LaneSums(Vector512.Load(r)), t1 = LaneSums(Vector512.Load(r + 8)), t2 = LaneSums(Vector512.Load(r + 16));
            Vector512<long> t3 = LaneSums(Vector512.Load(r + 24)), t4 = LaneSums(Vector512.Load(r + 32));
            Vector512<long> e0 = Down1(t0) + s0, e1 = Down1(t1) + s1, e2 = Down1(t2) + s2, e3 = Down1(t3) + s3, e4 = Down1(t4) + s4;
            Reduce(ref e0, ref e1, ref e2, ref e3, ref e4);
            Store(r, e0, e1, e2, e3, e4);
            s0 += Vector512.Create(t0.ToScalar());
            s1 += Vector512.Create(t1.ToScalar());
            s2 += Vector512.Create(t2.ToScalar());
            s3 += Vector512.Create(t3.ToScalar());
            s4 += Vector512.Create(t4.ToScalar());
            Reduce(ref s0, ref s1, ref s2, ref s3, ref s4);
        }
    }

    /// <summary>Asks for words that are needed soon; addresses outside the vector do no harm.</summary>
    public static void Prefetch(long* words, int count)
    {
        if (!Sse.IsSupported)
            return;

        for (int i = 0; i < count; i += Lanes)
            Sse.Prefetch0(words + i);
    }

    /// <summary>Lane l becomes the sum of the lanes from l on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<long> LaneSums(Vector512<long> x)
    {
        x += Down1(x);
        x += Vector512.Shuffle(x, Vector512.Create(2L, 3, 4, 5, 6, 7, 8, 8));
        return x + Vector512.Shuffle(x, Vector512.Create(4L, 5, 6, 7, 8, 8, 8, 8));
    }

    /// <summary>Lane l becomes lane l + 1; the last one becomes zero, because the index 8 selects nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<long> Down1(Vector512<long> x) => Vector512.Shuffle(x, Vector512.Create(1L, 2, 3, 4, 5, 6, 7, 8));

    /// <summary>Subtracts the multiple of p nearest below in absolute value and carries once: |value| &lt; p(1 + 2^−30).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Reduce(
        ref Vector512<long> t0, ref Vector512<long> t1, ref Vector512<long> t2, ref Vector512<long> t3, ref Vector512<long> t4)
    {
        SubtractMultiple(ref t0, ref t1, ref t2, ref t3, ref t4);
        Vector512<long> mask = Vector512.Create((1L << LimbBits) - 1);
        t4 += t3 >> LimbBits;
        t3 = (t3 & mask) + (t2 >> LimbBits);
        t2 = (t2 & mask) + (t1 >> LimbBits);
        t1 = (t1 & mask) + (t0 >> LimbBits);
        t0 &= mask;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SubtractMultiple(
        ref Vector512<long> t0, ref Vector512<long> t1, ref Vector512<long> t2, ref Vector512<long> t3, ref Vector512<long> t4)
    {
        long* p = FrKernelTable.Integers + BlockWords;
        Vector512<double> inverseTop = Vector512.Load(FrKernelTable.Reals + (11 * Lanes));
        Vector512<long> multiple = Vector512.ConvertToInt64Native(Vector512.ConvertToDouble(t4) * inverseTop);
        t0 -= multiple * Vector512.Load(p);
        t1 -= multiple * Vector512.Load(p + 8);
        t2 -= multiple * Vector512.Load(p + 16);
        t3 -= multiple * Vector512.Load(p + 24);
        t4 -= multiple * Vector512.Load(p + 32);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(
        long* r, Vector512<long> t0, Vector512<long> t1, Vector512<long> t2, Vector512<long> t3, Vector512<long> t4)
    {
        t0.Store(r);
        t1.Store(r + 8);
        t2.Store(r + 16);
        t3.Store(r + 24);
        t4.Store(r + 32);
    }
}
