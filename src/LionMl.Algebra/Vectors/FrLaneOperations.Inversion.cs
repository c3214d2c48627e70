using static LionMl.Algebra.FrLanes;

namespace LionMl.Algebra;

internal sealed unsafe partial class FrLaneOperations<TKernels>
{
    // Prefix products of this many blocks fit the second-level cache beside the elements.
    private const int InversionBlocks = 1024;

    /// <inheritdoc/>
    public override void Invert(long* r, int blocks)
    {
        int whole = blocks & -Chains;
        Scalar.Invert(r + ((long)whole * BlockWords), blocks - whole);
        if (whole == 0)
            return;

        using var memory = new AlignedMemory((long)Math.Min(whole, InversionBlocks) * BlockBytes, clear: false);
        using AlignedLease prefixes = memory.Lease();
        for (; whole > 0; whole -= InversionBlocks, r += (long)InversionBlocks * BlockWords)
            InvertGroups(r, prefixes.Words, Math.Min(whole, InversionBlocks));
    }

    /// <summary>Montgomery's trick along the blocks, separately in every lane of every chain.</summary>
    private static void InvertGroups(long* r, long* prefixes, int blocks)
    {
        const int ChainWords = Chains * BlockWords;
        byte* zeros = stackalloc byte[InversionBlocks];
        FrBlocks.ReplaceZeros(r, zeros, blocks);
        Buffer.MemoryCopy(r, prefixes, ChainWords * sizeof(long), ChainWords * sizeof(long));
        TKernels.Multiply(prefixes + ChainWords, prefixes, r + ChainWords, blocks - Chains);

        int last = blocks - Chains;
        long* inverse = Aligned(stackalloc long[ChainWords + Lanes]);
        long* next = Aligned(stackalloc long[ChainWords + Lanes]);
        Buffer.MemoryCopy(prefixes + ((long)last * BlockWords), inverse, ChainWords * sizeof(long), ChainWords * sizeof(long));
        Scalar.Invert(inverse, Chains);
        for (int start = last; start > 0; start -= Chains)
        {
            long* group = r + ((long)start * BlockWords);
            TKernels.Multiply(next, inverse, group, Chains);
            TKernels.Multiply(group, inverse, prefixes + ((long)(start - Chains) * BlockWords), Chains);
            long* current = next;
            next = inverse;
            inverse = current;
        }

        Buffer.MemoryCopy(inverse, r, ChainWords * sizeof(long), ChainWords * sizeof(long));
        for (int block = 0; block < blocks; block++)
        {
            for (int lanes = zeros[block]; lanes != 0; lanes &= lanes - 1)
                Write(Element(r, ((long)block * Lanes) + int.TrailingZeroCount(lanes)), Fr.Zero);
        }
    }
}
