using LionMl.Kernel.Sessions;

namespace LionMl.Kernel.Notebooks;

/// <summary>A cell that failed.</summary>
/// <param name="Cell">Its place among all cells, from 1.</param>
/// <param name="Number">The number of its run.</param>
/// <param name="Error">Why.</param>
public sealed record NotebookFailure(int Cell, int Number, CellError Error);
