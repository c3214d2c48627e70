using System.Runtime.CompilerServices;
using static LionMl.Algebra.FrLanes;

namespace LionMl.Algebra;

/// <summary>Bulk arithmetic eight elements at a time.</summary>
/// <typeparam name="TKernels">The kernels of a vector path.</typeparam>
internal sealed unsafe partial class FrLaneOperations<TKernels> : FrOperations
    where TKernels : struct, IFrKernels
{
    // Independent products in flight: hides their latency where each step needs the one before.
    private const int Chains = 8;

    // Blocks of scratch space that stay in the first-level cache.
    private const int ScratchBlocks = 16;

    private static readonly FrScalarOperations Scalar = new();

    /// <inheritdoc/>
    public override void Load(long* blocks, ReadOnlySpan<Fr> source)
    {
        int whole = source.Length / Lanes;
        fixed (Fr* elements = source)
            FrBlocks.Load(blocks, elements, whole);

        Scalar.Load(blocks + ((long)whole * BlockWords), source[(whole * Lanes)..]);
    }

    /// <inheritdoc/>
    public override void Store(long* blocks, Span<Fr> destination)
    {
        int whole = destination.Length / Lanes;
        fixed (Fr* elements = destination)
            FrBlocks.Store(elements, blocks, whole);

        Scalar.Store(blocks + ((long)whole * BlockWords), destination[(whole * Lanes)..]);
    }

    /// <inheritdoc/>
    public override void Add(long* r, long* a, long* b, int blocks) => FrBlocks.Add(r, a, b, blocks);

    /// <inheritdoc/>
    public override void Subtract(long* r, long* a, long* b, int blocks) => FrBlocks.Subtract(r, a, b, blocks);

    /// <inheritdoc/>
    public override void Multiply(long* r, long* a, long* b, int blocks) => TKernels.Multiply(r, a, b, blocks);

    /// <inheritdoc/>
    public override void Scale(long* r, long* a, in Fr factor, int blocks)
    {
        long* limbs = stackalloc long[Limbs];
        WriteFactor(limbs, factor);
        TKernels.Scale(r, a, limbs, blocks);
    }

    /// <inheritdoc/>
    public override void AddScaled(long* r, long* a, in Fr factor, int blocks)
    {
        long* limbs = stackalloc long[Limbs];
        WriteFactor(limbs, factor);
        long* product = Aligned(stackalloc long[(ScratchBlocks * BlockWords) + Lanes]);
        while (blocks > 0)
        {
            int count = Math.Min(blocks, ScratchBlocks);
            TKernels.Scale(product, a, limbs, count);
            FrBlocks.Add(r, r, product, count);
            r += count * BlockWords;
            a += count * BlockWords;
            blocks -= count;
        }
    }

    /// <inheritdoc/>
    public override void AddConstant(long* r, in Fr constant, int blocks)
    {
        long* block = Aligned(stackalloc long[BlockWords + Lanes]);
        Broadcast(block, constant);
        FrBlocks.AddBlock(r, block, blocks);
    }

    /// <inheritdoc/>
    public override void MultiplyByPowers(long* r, in Fr first, in Fr ratio, int blocks)
    {
        long* powers = Aligned(stackalloc long[(Chains * BlockWords) + Lanes]);
        WritePowers(powers, first, ratio, Math.Min(blocks, Chains));
        long* step = stackalloc long[Limbs];
        WriteFactor(step, ratio.Pow(Chains * Lanes));
        while (blocks > 0)
        {
            int count = Math.Min(blocks, Chains);
            TKernels.Multiply(r, r, powers, count);
            TKernels.Scale(powers, powers, step, count);
            r += count * BlockWords;
            blocks -= count;
        }
    }

    /// <inheritdoc/>
    public override void WritePowers(long* r, in Fr first, in Fr ratio, int blocks)
    {
        if (blocks == 0)
            return;

        Scalar.WritePowers(r, first, ratio, 1);
        long* step = stackalloc long[Limbs];
        Fr stepRatio = ratio.Pow(Lanes);

        // Doubling up to as many blocks as there are chains, then that many behind.
        int done = 1;
        for (; done < blocks && done < Chains; done *= 2)
        {
            WriteFactor(step, stepRatio);
            TKernels.Scale(r + (done * BlockWords), r, step, Math.Min(done, blocks - done));
            stepRatio = stepRatio.Square();
        }

        if (done >= blocks)
            return;

        WriteFactor(step, stepRatio);
        TKernels.Scale(r + (Chains * BlockWords), r, step, blocks - Chains);
    }

    /// <inheritdoc/>
    public override Fr Sum(long* a, int blocks)
    {
        long* sum = Aligned(stackalloc long[BlockWords + Lanes]);
        new Span<long>(sum, BlockWords).Clear();
        FrBlocks.Accumulate(sum, a, blocks);
        return Scalar.Sum(sum, 1);
    }

    /// <inheritdoc/>
    public override Fr InnerProduct(long* a, long* b, int blocks)
    {
        long* product = Aligned(stackalloc long[(ScratchBlocks * BlockWords) + Lanes]);
        long* sum = Aligned(stackalloc long[BlockWords + Lanes]);
        new Span<long>(sum, BlockWords).Clear();
        while (blocks > 0)
        {
            int count = Math.Min(blocks, ScratchBlocks);
            TKernels.Multiply(product, a, b, count);
            FrBlocks.Accumulate(sum, product, count);
            a += count * BlockWords;
            b += count * BlockWords;
            blocks -= count;
        }

        return Scalar.Sum(sum, 1);
    }

    /// <inheritdoc/>
    public override Fr Evaluate(long* a, in Fr x, int blocks)
    {
        // Horner's rule in each lane of each chain with the step x^64, from the last, possibly partial, group down.
        long* values = Aligned(stackalloc long[(Chains * BlockWords) + Lanes]);
        new Span<long>(values, Chains * BlockWords).Clear();
        long* step = stackalloc long[Limbs];
        WriteFactor(step, x.Pow(Chains * Lanes));
        for (int start = (blocks - 1) / Chains * Chains; start >= 0; start -= Chains)
        {
            long* group = a + ((long)start * BlockWords);
            FrBlocks.Prefetch(group - (2 * Chains * BlockWords), Chains * BlockWords);
            TKernels.Scale(values, values, step, Chains);
            FrBlocks.Add(values, values, group, Math.Min(Chains, blocks - start));
        }

        long* powers = Aligned(stackalloc long[(Chains * BlockWords) + Lanes]);
        WritePowers(powers, Fr.One, x, Chains);
        return InnerProduct(values, powers, Chains);
    }

    /// <inheritdoc/>
    public override void SuffixSums(long* r, in Fr above, int blocks)
    {
        long* block = Aligned(stackalloc long[BlockWords + Lanes]);
        Broadcast(block, above);
        FrBlocks.SuffixSums(r, block, blocks);
    }

    /// <summary>The first aligned address in a span on the stack that has eight words to spare.</summary>
    private static long* Aligned(Span<long> words) => (long*)(((nint)Unsafe.AsPointer(ref words[0]) + 63) & ~(nint)63);
}
