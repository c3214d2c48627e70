namespace LionMl.Circuits;

/// <summary>How far a recording was when a node was done.</summary>
/// <param name="Node">The node's position.</param>
/// <param name="Constraints">Rows so far.</param>
/// <param name="Variables">Variables so far.</param>
internal readonly record struct LayerMark(int Node, int Constraints, int Variables);
