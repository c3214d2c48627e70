namespace LionMl.Kernel.Sessions;

/// <summary>Runs cells as C# scripts.</summary>
public sealed class CellSession : ICellSession
{
    /// <inheritdoc/>
    public CellResult Run(CellRequest request, ICellOutput output, CancellationToken interrupt) => throw new NotSupportedException();

    /// <inheritdoc/>
    public CompletionResult Complete(string code, int cursor) => throw new NotSupportedException();

    /// <inheritdoc/>
    public InspectionResult? Inspect(string code, int cursor) => throw new NotSupportedException();

    /// <inheritdoc/>
    public CompletenessResult CheckComplete(string code) => throw new NotSupportedException();

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
