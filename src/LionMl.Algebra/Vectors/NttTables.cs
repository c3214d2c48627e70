using static LionMl.Algebra.FrLanes;

namespace LionMl.Algebra;

/// <summary>The roots that the vector transforms of one size and direction read, in bit-reversed order.</summary>
/// <remarks>Root k is ω^rev(k), with the bits of a number below Size/2 reversed; every level reads a prefix of this sequence.</remarks>
internal sealed unsafe class NttTables
{
    /// <summary>Words for the last three levels of 64 elements: 1, 2 and 4 blocks of roots.</summary>
    public const int LastWords = 7 * BlockWords;

    private readonly AlignedMemory _factors;
    private readonly AlignedMemory _last;

    /// <param name="root">ω, or 1/ω for the inverse.</param>
    /// <param name="logSize">At least 6.</param>
    public NttTables(Fr root, int logSize)
    {
        int size = 1 << logSize;
        using FrVector roots = FrVector.Powers(Fr.One, root, size / 2, Workers.All);
        EvaluationDomain.BitReverse(roots, Workers.All);
        using AlignedLease lease = roots.Lease();
        long* source = lease.Words;

        int factorCount = Math.Max(1, size / 16);
        _factors = new AlignedMemory((long)factorCount * Limbs * sizeof(long), clear: false);
        Factors = (long*)_factors.DangerousGetHandle();
        Workers.All.For(factorCount, 4096, (start, end) =>
        {
            for (int i = start; i < end; i++)
                Copy(Factors + (i * (long)Limbs), 1, Element(source, i));
        });

        int groups = size / 64;
        _last = new AlignedMemory((long)groups * LastWords * sizeof(long), clear: false);
        Last = (long*)_last.DangerousGetHandle();
        Workers.All.For(groups, 256, (start, end) =>
        {
            for (int i = start; i < end; i++)
                WriteLast(Last + ((long)i * LastWords), source, i);
        });
    }

    /// <summary>Root k at 5·k, its limbs side by side: one factor for a whole run of blocks.</summary>
    public long* Factors { get; }

    /// <summary>
    /// For each 64 elements: the roots of the levels that pair elements 4, 2 and 1 apart, lane l for the elements 8·l to 8·l + 7.
    /// </summary>
    public long* Last { get; }

    private static void WriteLast(long* target, long* roots, int group)
    {
        for (int lane = 0; lane < Lanes; lane++)
        {
            long first = ((long)group * Lanes) + lane;
            for (int level = 0; level < 3; level++)
            {
                for (int k = 0; k < 1 << level; k++)
                    Copy(target + (((1 << level) - 1 + k) * BlockWords) + lane, Lanes, Element(roots, (first << level) + k));
            }
        }
    }

    private static void Copy(long* target, int stride, long* lane)
    {
        for (int j = 0; j < Limbs; j++)
            target[j * stride] = lane[j * Lanes];
    }
}
