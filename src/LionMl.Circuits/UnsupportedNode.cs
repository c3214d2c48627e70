namespace LionMl.Circuits;

/// <summary>A node of a model that cannot be turned into constraints.</summary>
/// <param name="Node">The node's name.</param>
/// <param name="OpType">The node's operator.</param>
/// <param name="Reason">Why not.</param>
/// <param name="Hint">What the user can do about it.</param>
public sealed record UnsupportedNode(string Node, string OpType, string Reason, string Hint);
