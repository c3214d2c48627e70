using LionMl.Kernel.Scripting;

namespace LionMl.Kernel;

/// <summary>The running cell, for the code in it.</summary>
public static class Cell
{
    /// <summary>
    /// Cancelled when the user interrupts the cell. Long work that watches it ends cleanly; other code is stopped where it stands.
    /// Outside of cells it is never cancelled.
    /// </summary>
    public static CancellationToken Cancelled => CellContext.Current?.Cancelled ?? CancellationToken.None;

    /// <summary>The number of the run as <c>In [n]</c> shows it; 0 outside of cells.</summary>
    public static int Number => CellContext.Current?.Number ?? 0;
}
