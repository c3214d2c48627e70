using static LionMl.Algebra.FrLanes;

namespace LionMl.Algebra;

public sealed unsafe partial class FrVector
{
    // A chunk of a division: fits the second-level cache, and its powers of z cost little beside it.
    private const int QuotientBlocks = 512;

    /// <summary>The sum of all elements.</summary>
    public Fr Sum(Workers workers) => SumOver(Blocks, workers, (words, start, count) => FrOperations.Current.Sum(words, count));

    /// <summary>Σ this_i·other_i over the shorter length.</summary>
    public Fr InnerProduct(FrVector other, Workers workers)
    {
        ArgumentNullException.ThrowIfNull(other);
        using AlignedLease otherMemory = other._memory.Lease();
        long* otherWords = otherMemory.Words;
        return SumOver(
            Math.Min(Blocks, other.Blocks),
            workers,
            (words, start, count) => FrOperations.Current.InnerProduct(words, otherWords + ((long)start * BlockWords), count));
    }

    /// <summary>The value at <paramref name="x"/> of the polynomial whose coefficients these are, constant term first.</summary>
    public Fr Evaluate(Fr x, Workers workers) => SumOver(
        Blocks,
        workers,
        (words, start, count) => FrOperations.Current.Evaluate(words, x, count) * x.Pow((ulong)start * Lanes));

    /// <summary>Replaces the polynomial p by the quotient (p − p(z))/(X − z), whose top coefficient is zero.</summary>
    /// <returns>p(z).</returns>
    public Fr DivideByLinear(Fr z, Workers workers)
    {
        ArgumentNullException.ThrowIfNull(workers);
        if (Length == 0)
            return Fr.Zero;

        if (z.IsZero)
            return ShiftDown();

        // With s_i = Σ_{j > i} p_j·z^j the quotient's coefficients are s_i·z^−(i+1). Sums run in parallel once each chunk's total is known.
        using AlignedLease memory = _memory.Lease();
        long* words = memory.Words;
        int chunks = (Blocks + QuotientBlocks - 1) / QuotientBlocks;
        int LengthOf(int chunk) => Math.Min(QuotientBlocks, Blocks - (chunk * QuotientBlocks));
        var above = new Fr[chunks + 1];
        workers.For(chunks, 1, (start, end) =>
        {
            for (int c = start; c < end; c++)
            {
                long* chunk = words + ((long)c * QuotientBlocks * BlockWords);
                FrOperations.Current.MultiplyByPowers(chunk, z.Pow((ulong)c * QuotientBlocks * Lanes), z, LengthOf(c));
                above[c] = FrOperations.Current.Sum(chunk, LengthOf(c));
            }
        });

        for (int c = chunks - 1; c >= 0; c--)
            above[c] += above[c + 1];

        Fr inverse = z.Inverse();
        workers.For(chunks, 1, (start, end) =>
        {
            for (int c = start; c < end; c++)
            {
                long* chunk = words + ((long)c * QuotientBlocks * BlockWords);
                FrOperations.Current.SuffixSums(chunk, above[c + 1], LengthOf(c));
                FrOperations.Current.MultiplyByPowers(
                    chunk, inverse.Pow(((ulong)c * QuotientBlocks * Lanes) + 1), inverse, LengthOf(c));
            }
        });
        return above[0];
    }

    /// <summary>Division by X itself.</summary>
    private Fr ShiftDown()
    {
        Fr[] values = ToArray();
        CopyFrom(values.AsSpan(1));
        this[Length - 1] = Fr.Zero;
        return values[0];
    }

    private delegate Fr BlockSum(long* blocks, int firstBlock, int count);

    private Fr SumOver(int blocks, Workers workers, BlockSum partial)
    {
        ArgumentNullException.ThrowIfNull(workers);
        using AlignedLease memory = _memory.Lease();
        long* words = memory.Words;
        var gate = new Lock();
        Fr total = Fr.Zero;
        workers.For(blocks, ChunkBlocks, (start, end) =>
        {
            Fr value = partial(words + ((long)start * BlockWords), start, end - start);
            lock (gate)
                total += value;
        });
        return total;
    }
}
