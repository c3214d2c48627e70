using System.Runtime.CompilerServices;
using static LionMl.Algebra.FrLanes;

namespace LionMl.Algebra;

internal sealed unsafe partial class FrLaneOperations<TKernels>
{
    // A transform of 64 elements pairs whole blocks down to a distance of 8, then transposes.
    private const int MinimumLogSize = 6;

    // Elements whose blocks stay in the second-level cache.
    private const int CacheSize = 1 << 13;

    // Butterflies on blocks below which a second thread costs more than it brings.
    private const int ChunkPairs = 256;

    /// <inheritdoc/>
    public override void Forward(long* r, EvaluationDomain domain, in Fr ratio, Workers workers)
    {
        if (domain.LogSize < MinimumLogSize)
        {
            Scalar.Forward(r, domain, ratio, workers);
            return;
        }

        NttTables tables = domain.ForwardTables;
        int parts = Parts(domain.Size, workers);
        if (parts > 1)
            FirstLevel(r, domain.Size, ratio, workers);
        else if (!ratio.IsOne)
            ScaleByPowers(r, Fr.One, ratio, 0, domain.Size / Lanes);

        for (int level = 2; level < parts; level *= 2)
            Level(r, tables, domain.Size, level, inverse: false, workers);

        workers.For(parts, 1, (start, end) =>
        {
            long* space = Aligned(stackalloc long[(8 * BlockWords) + Lanes]);
            for (int part = start; part < end; part++)
                ForwardPart(r, tables, domain.Size / parts, part, space, workers.Cancellation);
        });
    }

    /// <inheritdoc/>
    public override void Inverse(long* r, EvaluationDomain domain, in Fr ratio, Workers workers)
    {
        if (domain.LogSize < MinimumLogSize)
        {
            Scalar.Inverse(r, domain, ratio, workers);
            return;
        }

        NttTables tables = domain.InverseTables;
        int parts = Parts(domain.Size, workers);
        workers.For(parts, 1, (start, end) =>
        {
            long* space = Aligned(stackalloc long[(8 * BlockWords) + Lanes]);
            for (int part = start; part < end; part++)
                InversePart(r, tables, domain.Size / parts, part, space, workers.Cancellation);
        });
        for (int level = parts / 2; level > 1; level /= 2)
            Level(r, tables, domain.Size, level, inverse: true, workers);

        if (parts > 1)
            LastInverseLevel(r, domain, ratio, workers);
        else
            ScaleByPowers(r, domain.SizeInverse, ratio, 0, domain.Size / Lanes);
    }

    /// <summary>How many independent transforms remain after the levels that all threads share: at least two, up to four a core.</summary>
    private static int Parts(int size, Workers workers)
    {
        if (size == 1 << MinimumLogSize)
            return 1;

        int wanted = workers.Cores == 1 ? 2 : (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)workers.Cores) * 4;
        return Math.Clamp(size / 1024, 2, wanted);
    }

    /// <summary>Scales by the powers of a ratio, then pairs the two halves of the vector; the only root of this level is one.</summary>
    private void FirstLevel(long* r, int size, Fr ratio, Workers workers)
    {
        int half = size / 2 / Lanes;
        workers.For(half, ChunkPairs, (start, end) =>
        {
            long* u = r + ((long)start * BlockWords);
            long* v = u + ((long)half * BlockWords);
            if (!ratio.IsOne)
            {
                ScaleByPowers(u, Fr.One, ratio, start, end - start);
                ScaleByPowers(v, Fr.One, ratio, half + start, end - start);
            }

            FrBlocks.AddSubtract(u, v, end - start);
        });
    }

    /// <summary>The mirror image of <see cref="FirstLevel"/>, scaling by 1/Size and the powers of a ratio.</summary>
    private void LastInverseLevel(long* r, EvaluationDomain domain, Fr ratio, Workers workers)
    {
        int half = domain.Size / 2 / Lanes;
        workers.For(half, ChunkPairs, (start, end) =>
        {
            long* u = r + ((long)start * BlockWords);
            long* v = u + ((long)half * BlockWords);
            FrBlocks.AddSubtract(u, v, end - start);
            ScaleByPowers(u, domain.SizeInverse, ratio, start, end - start);
            ScaleByPowers(v, domain.SizeInverse, ratio, half + start, end - start);
        });
    }

    /// <summary>Multiplies element i of the blocks by first·ratio^(8·startBlock + i).</summary>
    private void ScaleByPowers(long* blocks, in Fr first, in Fr ratio, int startBlock, int count)
    {
        if (ratio.IsOne)
            Scale(blocks, blocks, first, count);
        else
            MultiplyByPowers(blocks, first * ratio.Pow((ulong)startBlock * Lanes), ratio, count);
    }

    /// <summary>One level over the whole vector: <paramref name="parts"/> runs, each with one factor.</summary>
    private static void Level(long* r, NttTables tables, int size, int parts, bool inverse, Workers workers)
    {
        int run = size / parts / 2 / Lanes;
        workers.For(size / 2 / Lanes, ChunkPairs, (start, end) =>
        {
            while (start < end)
            {
                int part = start / run;
                int count = Math.Min(end, (part + 1) * run) - start;
                long* u = r + (((2L * part * run) + (start % run)) * BlockWords);
                Pair(u, u + ((long)run * BlockWords), tables, part, count, inverse);
                start += count;
            }
        });
    }

    /// <summary>Butterflies of one run with root <paramref name="index"/>; root 0 is one, which needs no product.</summary>
    private static void Pair(long* u, long* v, NttTables tables, long index, int blocks, bool inverse)
    {
        if (index == 0)
            FrBlocks.AddSubtract(u, v, blocks);
        else if (inverse)
            TKernels.InverseButterfly(u, v, tables.Factors + (index * Limbs), blocks);
        else
            TKernels.Butterfly(u, v, tables.Factors + (index * Limbs), blocks);
    }

    /// <summary>Part <paramref name="index"/> of the vector when cut into parts of <paramref name="size"/>.</summary>
    private static void ForwardPart(long* r, NttTables tables, int size, int index, long* space, CancellationToken cancellation)
    {
        long* part = r + ((long)index * (size / Lanes) * BlockWords);
        if (size > CacheSize)
        {
            // Depth first until the part fits the cache.
            cancellation.ThrowIfCancellationRequested();
            int half = size / 2 / Lanes;
            Pair(part, part + ((long)half * BlockWords), tables, index, half, inverse: false);
            ForwardPart(r, tables, size / 2, 2 * index, space, cancellation);
            ForwardPart(r, tables, size / 2, (2 * index) + 1, space, cancellation);
            return;
        }

        int runs = 1;
        for (int run = size / 2 / Lanes; run >= 1; run /= 2, runs *= 2)
            Runs(part, tables, (long)index * runs, run, runs, inverse: false);

        int groups = size / 64;
        long* last = tables.Last + ((long)index * groups * NttTables.LastWords);
        for (int group = 0; group < groups; group++)
        {
            FrBlocks.Prefetch(last + ((group + 1L) * NttTables.LastWords), NttTables.LastWords);
            ForwardLast(part + ((long)group * 8 * BlockWords), last + ((long)group * NttTables.LastWords), space);
        }
    }

    /// <summary>The mirror image of <see cref="ForwardPart"/>.</summary>
    private static void InversePart(long* r, NttTables tables, int size, int index, long* space, CancellationToken cancellation)
    {
        long* part = r + ((long)index * (size / Lanes) * BlockWords);
        if (size > CacheSize)
        {
            cancellation.ThrowIfCancellationRequested();
            InversePart(r, tables, size / 2, 2 * index, space, cancellation);
            InversePart(r, tables, size / 2, (2 * index) + 1, space, cancellation);
            int half = size / 2 / Lanes;
            Pair(part, part + ((long)half * BlockWords), tables, index, half, inverse: true);
            return;
        }

        int groups = size / 64;
        long* last = tables.Last + ((long)index * groups * NttTables.LastWords);
        for (int group = 0; group < groups; group++)
        {
            FrBlocks.Prefetch(part + ((group + 1L) * 8 * BlockWords), 8 * BlockWords);
            FrBlocks.Prefetch(last + ((group + 1L) * NttTables.LastWords), NttTables.LastWords);
            InverseFirst(part + ((long)group * 8 * BlockWords), last + ((long)group * NttTables.LastWords), space);
        }

        int runs = size / 2 / Lanes;
        for (int run = 1; runs >= 1; run *= 2, runs /= 2)
            Runs(part, tables, (long)index * runs, run, runs, inverse: true);
    }

    /// <summary>Consecutive runs with consecutive roots.</summary>
    private static void Runs(long* u, NttTables tables, long firstRoot, int run, int runs, bool inverse)
    {
        for (int k = 0; k < runs; k++, u += 2L * run * BlockWords)
            Pair(u, u + ((long)run * BlockWords), tables, firstRoot + k, run, inverse);
    }

    /// <summary>The last three levels of 64 elements: transposed, so that lane l holds elements 8·l to 8·l + 7.</summary>
    private static void ForwardLast(long* blocks, long* roots, long* space)
    {
        TransposeBlocks(space, blocks);
        TKernels.ButterflyLanes(space, space + (4 * BlockWords), roots, 4);
        for (int k = 0; k < 2; k++)
        {
            long* u = space + (4 * k * BlockWords);
            TKernels.ButterflyLanes(u, u + (2 * BlockWords), roots + ((1 + k) * BlockWords), 2);
        }

        for (int k = 0; k < 4; k++)
        {
            long* u = space + (2 * k * BlockWords);
            TKernels.ButterflyLanes(u, u + BlockWords, roots + ((3 + k) * BlockWords), 1);
        }

        FrBlocks.Reduce(space, 8);
        TransposeBlocks(blocks, space);
    }

    /// <summary>The first three levels of the inverse, mirrored.</summary>
    private static void InverseFirst(long* blocks, long* roots, long* space)
    {
        TransposeBlocks(space, blocks);
        for (int k = 0; k < 4; k++)
        {
            long* u = space + (2 * k * BlockWords);
            TKernels.InverseButterflyLanes(u, u + BlockWords, roots + ((3 + k) * BlockWords), 1);
        }

        for (int k = 0; k < 2; k++)
        {
            long* u = space + (4 * k * BlockWords);
            TKernels.InverseButterflyLanes(u, u + (2 * BlockWords), roots + ((1 + k) * BlockWords), 2);
        }

        TKernels.InverseButterflyLanes(space, space + (4 * BlockWords), roots, 4);
        TransposeBlocks(blocks, space);
    }

    /// <inheritdoc/>
    public override void BitReverse(long* r, int logSize, Workers workers)
    {
        if (logSize < MinimumLogSize)
        {
            Scalar.BitReverse(r, logSize, workers);
            return;
        }

        // Index = (a, m, c) with three high bits a and three low bits c: the 8×8 elements of one m move to those of its mirror image.
        int middleBits = logSize - MinimumLogSize;
        long stride = (1L << middleBits) * BlockWords;
        workers.For(1 << middleBits, 64, (start, end) =>
        {
            for (int m = start; m < end; m++)
            {
                int mirrored = BitReversal.Of(m, middleBits);
                if (m <= mirrored)
                    SwapMirrored(r + ((long)m * BlockWords), r + ((long)mirrored * BlockWords), (nint)stride);
            }
        });
    }

    /// <summary>Exchanges two sets of eight blocks, each transposed with rows and lanes in bit-reversed order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void SwapMirrored(long* x, long* y, nint stride)
    {
        for (int limb = 0; limb < BlockWords; limb += Lanes)
            Transposition.SwapMirrored(x + limb, y + limb, stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void TransposeBlocks(long* target, long* source)
    {
        for (int limb = 0; limb < Limbs; limb++)
            Transposition.Transpose(target + (limb * Lanes), BlockWords, source + (limb * Lanes), BlockWords);
    }
}
