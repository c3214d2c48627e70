using LionMl.Kernel.Sessions;

namespace LionMl.Kernel.Scripting;

/// <summary>The cell that the current flow of control belongs to; background work that a cell starts keeps it.</summary>
/// <param name="Output">Where the cell's output goes.</param>
/// <param name="Number">The number of the run.</param>
/// <param name="Cancelled">Cancelled when the user interrupts the cell.</param>
internal sealed record CellContext(ICellOutput Output, int Number, CancellationToken Cancelled)
{
    private static readonly AsyncLocal<CellContext?> Slot = new();

    /// <summary>The cell of this flow of control, or null outside of cells.</summary>
    public static CellContext? Current
    {
        get => Slot.Value;
        set => Slot.Value = value;
    }
}
