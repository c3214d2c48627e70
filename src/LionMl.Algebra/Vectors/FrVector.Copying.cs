using static LionMl.Algebra.FrLanes;

namespace LionMl.Algebra;

public sealed unsafe partial class FrVector
{
    /// <summary>Overwrites the elements from <paramref name="start"/> on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The source does not fit.</exception>
    public void CopyFrom(ReadOnlySpan<Fr> source, int start = 0)
    {
        CheckRange(start, source.Length);
        using AlignedLease memory = _memory.Lease();
        int head = Math.Min(source.Length, -start & (Lanes - 1));
        for (int i = 0; i < head; i++)
            Write(Element(memory.Words, start + i), source[i]);

        FrOperations.Current.Load(Element(memory.Words, start + head), source[head..]);
    }

    /// <summary>Reads the elements from <paramref name="start"/> on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The destination is longer than the rest of the vector.</exception>
    public void CopyTo(int start, Span<Fr> destination)
    {
        CheckRange(start, destination.Length);
        using AlignedLease memory = _memory.Lease();
        int head = Math.Min(destination.Length, -start & (Lanes - 1));
        for (int i = 0; i < head; i++)
            destination[i] = Read(Element(memory.Words, start + i));

        FrOperations.Current.Store(Element(memory.Words, start + head), destination[head..]);
    }

    /// <summary>Overwrites <paramref name="count"/> elements from <paramref name="start"/> on with elements of another vector.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One of the two ranges does not fit.</exception>
    /// <exception cref="ArgumentException">The source is this vector.</exception>
    public void CopyFrom(FrVector source, int sourceStart, int start, int count)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (ReferenceEquals(source, this))
            throw new ArgumentException("The source is the vector itself; clone it first.", nameof(source));

        source.CheckRange(sourceStart, count);
        CheckRange(start, count);
        using AlignedLease from = source._memory.Lease();
        using AlignedLease to = _memory.Lease();
        int i = 0;
        if (((start | sourceStart) & (Lanes - 1)) == 0)
        {
            i = count & -Lanes;
            long bytes = (long)(i / Lanes) * BlockBytes;
            Buffer.MemoryCopy(Element(from.Words, sourceStart), Element(to.Words, start), bytes, bytes);
        }

        for (; i < count; i++)
        {
            long* origin = Element(from.Words, (long)sourceStart + i);
            long* target = Element(to.Words, (long)start + i);
            for (int limb = 0; limb < BlockWords; limb += Lanes)
                target[limb] = origin[limb];
        }
    }

    /// <summary>Sets every element to zero.</summary>
    public void Clear()
    {
        using AlignedLease memory = _memory.Lease();
        System.Runtime.InteropServices.NativeMemory.Clear(memory.Words, (nuint)((long)Blocks * BlockBytes));
    }

    /// <summary>Sets <paramref name="count"/> elements from <paramref name="start"/> on to zero.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The range does not fit.</exception>
    public void Clear(int start, int count)
    {
        CheckRange(start, count);
        using AlignedLease memory = _memory.Lease();
        for (int i = start; i < start + count; i++)
            Write(Element(memory.Words, i), Fr.Zero);
    }

    /// <summary>Sets every element to <paramref name="value"/>.</summary>
    public void Fill(Fr value)
    {
        using AlignedLease memory = _memory.Lease();
        if (Blocks == 0)
            return;

        Broadcast(memory.Words, value);
        for (int block = 1; block < Blocks; block++)
            Buffer.MemoryCopy(memory.Words, memory.Words + ((long)block * BlockWords), BlockBytes, BlockBytes);

        ClearPadding(memory.Words);
    }

    private void ClearPadding(long* words)
    {
        for (int i = Length; i < Blocks * Lanes; i++)
            Write(Element(words, i), Fr.Zero);
    }
}
