namespace LionMl.Kernel.Scripting;

/// <summary>A part of a cell that is run as one: C# or one directive.</summary>
/// <param name="IsDirective">Whether it is a line that begins with <c>#!</c> or <c>#r</c>.</param>
/// <param name="Text">
/// The directive's line, trimmed; or C# after as many empty lines as precede it in the cell, so that the compiler's line numbers are the cell's.
/// </param>
/// <param name="Line">Its first line in the cell, from 0.</param>
internal sealed record CellSegment(bool IsDirective, string Text, int Line);
