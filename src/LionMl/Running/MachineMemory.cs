using System.Diagnostics;

namespace LionMl.Running;

/// <summary>Memory of this process as the operating system counts it.</summary>
internal static class MachineMemory
{
    /// <summary>
    /// Lets the peak begin anew, so that it speaks of what comes now. Where the operating system cannot (only Linux can), the peak stays
    /// that of the whole process.
    /// </summary>
    public static void ForgetPeak()
    {
        GC.Collect();
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        try
        {
            // The kernel's word for "set the high-water mark of resident memory to the present size".
            File.WriteAllText("/proc/self/clear_refs", "5");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Containers may forbid it; the peak is then an upper bound.
        }
    }

    /// <summary>What this process can have at most: the machine's memory, or less where a container grants less.</summary>
    public static long TotalBytes() => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    /// <summary>The largest resident size so far, in bytes.</summary>
    public static long PeakBytes()
    {
        using Process self = Process.GetCurrentProcess();
        // macOS has no peak in this interface; the present size is then the honest lower bound.
        return Math.Max(self.PeakWorkingSet64, self.WorkingSet64);
    }
}
