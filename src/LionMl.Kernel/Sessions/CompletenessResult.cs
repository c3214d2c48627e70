namespace LionMl.Kernel.Sessions;

/// <summary>Whether a cell is whole.</summary>
/// <param name="Status">The verdict.</param>
/// <param name="Indent">The white space that a further line should begin with; empty unless incomplete.</param>
public sealed record CompletenessResult(Completeness Status, string Indent);
