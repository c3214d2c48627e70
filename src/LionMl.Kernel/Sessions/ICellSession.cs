namespace LionMl.Kernel.Sessions;

/// <summary>The state of one notebook: cells run in it one after the other and see what earlier ones defined.</summary>
/// <remarks>
/// <see cref="Run"/> is called from one thread at a time; the language services may be called from another thread while a cell runs.
/// Positions in text are in UTF-16 units.
/// </remarks>
public interface ICellSession : IDisposable
{
    /// <summary>Runs a cell to its end, its failure or its interruption; never throws for what the cell does.</summary>
    /// <param name="request">The cell.</param>
    /// <param name="output">Where its output goes.</param>
    /// <param name="interrupt">Interrupts it: within a second where the cell can be stopped, given up after five.</param>
    CellResult Run(CellRequest request, ICellOutput output, CancellationToken interrupt);

    /// <summary>What may stand at the cursor.</summary>
    CompletionResult Complete(string code, int cursor);

    /// <summary>What is known of the name at the cursor; null when nothing is.</summary>
    InspectionResult? Inspect(string code, int cursor);

    /// <summary>Whether a cell can be run as it is, for consoles that decide what the Enter key does.</summary>
    CompletenessResult CheckComplete(string code);
}
