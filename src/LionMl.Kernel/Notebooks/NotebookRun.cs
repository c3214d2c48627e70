namespace LionMl.Kernel.Notebooks;

/// <summary>How the run of a notebook went.</summary>
/// <param name="CodeCells">Code cells that hold text.</param>
/// <param name="CellsRun">Those of them that ran, failed ones included.</param>
/// <param name="Seconds">From the first cell's start to the last one's end.</param>
/// <param name="FirstError">The first cell that failed without its tag saying so; null when none did.</param>
public sealed record NotebookRun(int CodeCells, int CellsRun, double Seconds, NotebookFailure? FirstError);
