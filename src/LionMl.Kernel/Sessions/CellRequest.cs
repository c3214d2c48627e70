namespace LionMl.Kernel.Sessions;

/// <summary>A cell to run.</summary>
/// <param name="Code">Its text: C# and directives.</param>
/// <param name="Number">The number of the run, from 1, as <c>In [n]</c> shows it.</param>
public sealed record CellRequest(string Code, int Number);
