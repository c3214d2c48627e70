namespace LionMl.Algebra;

/// <summary>Points of G1 laid out for <see cref="Msm"/>: an SRS, or anything that many scalars are multiplied with.</summary>
/// <remarks>
/// <para>Kept in unmanaged memory, 192 bytes a point, which is freed when the object is collected; disposing of it earlier is optional.
/// Every point must belong to the subgroup of order r: sums use an endomorphism that is a multiplication only there. Readers of foreign
/// points check it (<see cref="G1Affine.IsInSubgroup"/>) or compare a hash of the whole file.</para>
/// <para>Reading is thread-safe; so is writing different points at the same time.</para>
/// </remarks>
public sealed unsafe partial class G1Bases : IDisposable
{
    private readonly AlignedMemory _memory;
    private int _infinityCount;

    /// <summary>As many times infinity.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative or above <see cref="MaxCount"/>.</exception>
    public G1Bases(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MaxCount);
        Count = count;
        _infinityCount = count;
        _memory = new AlignedMemory((long)count * G1Row.BaseBytes);
    }

    /// <summary>The greatest count: a reference to a row has 30 bits.</summary>
    public static int MaxCount => 1 << 28;

    /// <summary>The number of points.</summary>
    public int Count { get; }

    /// <summary>Whether some point may be infinity, so that sums must look.</summary>
    internal bool MayHaveInfinity => Volatile.Read(ref _infinityCount) != 0;

    /// <summary>The point at an index.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is not below <see cref="Count"/>.</exception>
    public G1Affine this[int index]
    {
        get
        {
            CheckRange(index, 1);
            using AlignedLease memory = _memory.Lease();
            return G1Row.Read(G1Row.Base(memory.Words, index));
        }

        set
        {
            CheckRange(index, 1);
            using AlignedLease memory = _memory.Lease();
            int change = Write(G1Row.Base(memory.Words, index), value);
            if (change != 0)
                Interlocked.Add(ref _infinityCount, change);
        }
    }

    /// <summary>The points of a span.</summary>
    public static G1Bases FromSpan(ReadOnlySpan<G1Affine> points)
    {
        var bases = new G1Bases(points.Length);
        bases.CopyFrom(points, 0);
        return bases;
    }

    /// <summary>Writes consecutive points.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The range does not fit.</exception>
    public void CopyFrom(ReadOnlySpan<G1Affine> source, int start)
    {
        CheckRange(start, source.Length);
        using AlignedLease memory = _memory.Lease();
        int change = 0;
        for (int i = 0; i < source.Length; i++)
            change += Write(G1Row.Base(memory.Words, start + i), source[i]);
        Interlocked.Add(ref _infinityCount, change);
    }

    /// <summary>Reads consecutive points.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The range does not fit.</exception>
    public void CopyTo(int start, Span<G1Affine> destination)
    {
        CheckRange(start, destination.Length);
        using AlignedLease memory = _memory.Lease();
        for (int i = 0; i < destination.Length; i++)
            destination[i] = G1Row.Read(G1Row.Base(memory.Words, start + i));
    }

    /// <summary>Frees the memory now. Every later use throws.</summary>
    public void Dispose() => _memory.Dispose();

    /// <summary>The rows, for kernels; valid until the lease is disposed.</summary>
    internal AlignedLease Lease() => _memory.Lease();

    internal void CheckRange(int start, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (count > Count - start)
            throw new ArgumentOutOfRangeException(nameof(count), $"Points {start} to {(long)start + count} of {Count}.");
    }

    // Returns by how much the number of infinities changes.
    private static int Write(long* row, in G1Affine point)
    {
        int before = G1Row.IsInfinity(row) ? 1 : 0;
        G1Row.WriteBase(row, point);
        return (point.IsInfinity ? 1 : 0) - before;
    }
}
