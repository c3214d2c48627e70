using System.Runtime.InteropServices;

namespace LionMl.Algebra;

/// <summary>Memory for the constants of the generated kernels.</summary>
internal static unsafe class KernelTable
{
    /// <summary>Repeats each constant over eight lanes, 64-byte aligned. The memory lives as long as the process.</summary>
    public static T* Create<T>(ReadOnlySpan<T> rows)
        where T : unmanaged
    {
        T* table = (T*)NativeMemory.AlignedAlloc((nuint)(rows.Length * 8 * sizeof(T)), 64);
        for (int i = 0; i < rows.Length * 8; i++)
            table[i] = rows[i / 8];

        return table;
    }
}
