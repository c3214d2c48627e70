using static LionMl.Algebra.FrLanes;

namespace LionMl.Algebra;

public sealed unsafe partial class FrVector
{
    /// <summary>Adds another vector, which must not be longer.</summary>
    /// <exception cref="ArgumentException">The other vector is longer.</exception>
    public void Add(FrVector other, Workers workers)
    {
        CheckNotLonger(other);
        Combine(other, workers, static (r, a, count) => FrOperations.Current.Add(r, r, a, count));
    }

    /// <summary>Subtracts another vector, which must not be longer.</summary>
    /// <exception cref="ArgumentException">The other vector is longer.</exception>
    public void Subtract(FrVector other, Workers workers)
    {
        CheckNotLonger(other);
        Combine(other, workers, static (r, a, count) => FrOperations.Current.Subtract(r, r, a, count));
    }

    /// <summary>Multiplies element by element.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public void Multiply(FrVector other, Workers workers)
    {
        CheckSameLength(other);
        Combine(other, workers, static (r, a, count) => FrOperations.Current.Multiply(r, r, a, count));
    }

    /// <summary>Adds <paramref name="factor"/> times another vector, which must not be longer.</summary>
    /// <exception cref="ArgumentException">The other vector is longer.</exception>
    public void AddScaled(Fr factor, FrVector other, Workers workers)
    {
        CheckNotLonger(other);
        Combine(other, workers, (r, a, count) => FrOperations.Current.AddScaled(r, a, factor, count));
    }

    /// <summary>Multiplies every element by <paramref name="factor"/>.</summary>
    public void Scale(Fr factor, Workers workers) => Apply(workers, (r, _, count) => FrOperations.Current.Scale(r, r, factor, count));

    /// <summary>Multiplies element i by first·ratio^i.</summary>
    public void ScaleByPowers(Fr first, Fr ratio, Workers workers) => Apply(
        workers,
        (r, i, count) => FrOperations.Current.MultiplyByPowers(r, first * ratio.Pow((ulong)i), ratio, count));

    /// <summary>Adds <paramref name="constant"/> to every element.</summary>
    public void AddConstant(Fr constant, Workers workers)
    {
        Apply(workers, (r, _, count) => FrOperations.Current.AddConstant(r, constant, count));
        using AlignedLease memory = _memory.Lease();
        ClearPadding(memory.Words);
    }

    /// <summary>Replaces every element by its inverse; zero stays zero.</summary>
    public void Invert(Workers workers) => Apply(workers, static (r, _, count) => FrOperations.Current.Invert(r, count));

    /// <summary>The vector of first·ratio^i for i below <paramref name="count"/>.</summary>
    public static FrVector Powers(Fr first, Fr ratio, int count, Workers workers)
    {
        var vector = new FrVector(count, clear: false);
        vector.Apply(workers, (r, i, count) => FrOperations.Current.WritePowers(r, first * ratio.Pow((ulong)i), ratio, count));
        using AlignedLease memory = vector._memory.Lease();
        vector.ClearPadding(memory.Words);
        return vector;
    }

    private delegate void BlockAction(long* blocks, long firstIndex, int count);

    private delegate void BlockPairAction(long* blocks, long* other, int count);

    private void Apply(Workers workers, BlockAction action)
    {
        ArgumentNullException.ThrowIfNull(workers);
        using AlignedLease memory = _memory.Lease();
        long* words = memory.Words;
        workers.For(Blocks, ChunkBlocks, (start, end) =>
            action(words + ((long)start * BlockWords), (long)start * Lanes, end - start));
    }

    private void Combine(FrVector other, Workers workers, BlockPairAction action)
    {
        ArgumentNullException.ThrowIfNull(workers);
        using AlignedLease memory = _memory.Lease();
        using AlignedLease otherMemory = other._memory.Lease();
        long* words = memory.Words;
        long* otherWords = otherMemory.Words;
        workers.For(other.Blocks, ChunkBlocks, (start, end) =>
            action(words + ((long)start * BlockWords), otherWords + ((long)start * BlockWords), end - start));
    }

    private void CheckNotLonger(FrVector other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Length > Length)
            throw new ArgumentException($"The other vector has {other.Length} elements, more than this one's {Length}.", nameof(other));
    }

    private void CheckSameLength(FrVector other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Length != Length)
            throw new ArgumentException($"The other vector has {other.Length} elements, this one {Length}.", nameof(other));
    }
}
