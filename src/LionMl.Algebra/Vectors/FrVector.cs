using static LionMl.Algebra.FrLanes;

namespace LionMl.Algebra;

/// <summary>A mutable vector of scalars in the form that the vector kernels use.</summary>
/// <remarks>
/// <para>Kept in unmanaged memory, 40 bytes an element, which is freed when the object is collected; disposing of it earlier is optional.
/// Not thread-safe: methods with <see cref="Workers"/> use several threads inside, but one method at a time may run.</para>
/// <para>Operations work in place. Where another vector may be shorter, its missing elements count as zero.</para>
/// </remarks>
public sealed unsafe partial class FrVector : IDisposable
{
    // Below this many blocks a second thread costs more than it brings.
    private const int ChunkBlocks = 256;

    private readonly AlignedMemory _memory;

    /// <summary>A vector of zeros.</summary>
    /// <param name="length">The number of elements; zero is allowed.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is negative.</exception>
    public FrVector(int length)
        : this(length, clear: true)
    {
    }

    private FrVector(int length, bool clear)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        Length = length;
        Blocks = BlockCount(length);
        _memory = new AlignedMemory((long)Blocks * BlockBytes, clear);
    }

    /// <summary>The number of elements.</summary>
    public int Length { get; }

    /// <summary>Blocks of eight lanes; the lanes beyond <see cref="Length"/> are zero.</summary>
    internal int Blocks { get; }

    /// <summary>The element at an index. For single elements; use the bulk methods in loops.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is not below <see cref="Length"/>.</exception>
    public Fr this[int index]
    {
        get
        {
            CheckRange(index, 1);
            using AlignedLease memory = _memory.Lease();
            return Read(Element(memory.Words, index));
        }

        set
        {
            CheckRange(index, 1);
            using AlignedLease memory = _memory.Lease();
            Write(Element(memory.Words, index), value);
        }
    }

    /// <summary>A vector with the elements of a span.</summary>
    public static FrVector FromSpan(ReadOnlySpan<Fr> values)
    {
        var vector = new FrVector(values.Length);
        vector.CopyFrom(values);
        return vector;
    }

    /// <summary>A vector with the same elements.</summary>
    public FrVector Clone()
    {
        var copy = new FrVector(Length, clear: false);
        using AlignedLease target = copy._memory.Lease();
        using AlignedLease source = _memory.Lease();
        long bytes = (long)Blocks * BlockBytes;
        Buffer.MemoryCopy(source.Words, target.Words, bytes, bytes);
        return copy;
    }

    /// <summary>The elements as an array.</summary>
    public Fr[] ToArray()
    {
        var values = new Fr[Length];
        CopyTo(0, values);
        return values;
    }

    /// <summary>Frees the memory now. Every later use throws.</summary>
    public void Dispose() => _memory.Dispose();

    /// <summary>The blocks, for kernels; valid until the lease is disposed.</summary>
    internal AlignedLease Lease() => _memory.Lease();

    private void CheckRange(int start, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (count > Length - start)
            throw new ArgumentOutOfRangeException(nameof(count), $"Elements {start} to {(long)start + count} of a vector of {Length}.");
    }
}
