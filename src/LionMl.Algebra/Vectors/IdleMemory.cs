using System.Runtime.InteropServices;

namespace LionMl.Algebra;

/// <summary>Large blocks that were freed and may be used again.</summary>
/// <remarks>A prover frees and asks for the same few sizes all the time, and memory that the system has to hand out anew costs far more
/// than the work on it (up to 3 ms a megabyte in a virtual machine). Blocks that lie idle from one full garbage collection to the next
/// go back to the system.</remarks>
internal static unsafe class IdleMemory
{
    /// <summary>Idle bytes never exceed this.</summary>
    internal const long MaxBytes = 1L << 28;

    private static readonly Lock Guard = new();
    private static readonly List<Block> Blocks = [];
    private static long _bytes;

    static IdleMemory() => _ = new Trimmer();

    /// <summary>The idle bytes.</summary>
    internal static long ByteCount
    {
        get
        {
            lock (Guard)
                return _bytes;
        }
    }

    /// <summary>Takes the smallest fitting block, if one wastes at most a quarter; its contents are arbitrary.</summary>
    internal static bool TryTake(long needed, out nint address, out long byteCount)
    {
        (address, byteCount) = (0, 0);
        lock (Guard)
        {
            int best = -1;
            for (int i = 0; i < Blocks.Count; i++)
            {
                long bytes = Blocks[i].ByteCount;
                if (bytes >= needed && bytes - needed <= needed / 4 && (best < 0 || bytes < Blocks[best].ByteCount))
                    best = i;
            }

            if (best < 0)
                return false;
            (address, byteCount) = (Blocks[best].Address, Blocks[best].ByteCount);
            RemoveAt(best);
            return true;
        }
    }

    /// <summary>Keeps a block of <see cref="NativeMemory.AlignedAlloc"/>; frees the longest idle ones if there are too many.</summary>
    internal static void Give(nint address, long byteCount)
    {
        lock (Guard)
        {
            Blocks.Add(new Block(address, byteCount, IsOld: false));
            _bytes += byteCount;
            while (_bytes > MaxBytes)
                Free(0);
        }
    }

    /// <summary>Frees the blocks that were idle at the last call already.</summary>
    internal static void Trim()
    {
        lock (Guard)
        {
            for (int i = Blocks.Count - 1; i >= 0; i--)
            {
                if (Blocks[i].IsOld)
                    Free(i);
                else
                    Blocks[i] = Blocks[i] with { IsOld = true };
            }
        }
    }

    private static void Free(int index)
    {
        NativeMemory.AlignedFree((void*)Blocks[index].Address);
        RemoveAt(index);
    }

    private static void RemoveAt(int index)
    {
        _bytes -= Blocks[index].ByteCount;
        Blocks.RemoveAt(index);
    }

    private readonly record struct Block(nint Address, long ByteCount, bool IsOld);

    /// <summary>Unreachable from the start: its finaliser runs at every collection of its generation, soon the oldest.</summary>
    private sealed class Trimmer
    {
        ~Trimmer()
        {
            if (GC.GetGeneration(this) == GC.MaxGeneration)
                Trim();
            GC.ReRegisterForFinalize(this);
        }
    }
}
