using System.Diagnostics;

namespace LionMl.Running;

/// <summary>Memory of this process as the operating system counts it.</summary>
internal static class MachineMemory
{
    /// <summary>The largest resident size so far, in bytes.</summary>
    public static long PeakBytes()
    {
        using Process self = Process.GetCurrentProcess();
        // macOS has no peak in this interface; the present size is then the honest lower bound.
        return Math.Max(self.PeakWorkingSet64, self.WorkingSet64);
    }
}
