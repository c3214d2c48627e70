namespace LionMl.Onnx.Reading;

/// <summary>A body whose constants are in the graph and whose nodes are in order, so that it can be written in round by round.</summary>
/// <param name="Nodes">The nodes that its outputs need.</param>
/// <param name="Scope">What its constants' names stand for, and the names around it.</param>
/// <param name="Counts">How many results its NonZeros give.</param>
internal sealed record PreparedBody(IReadOnlyList<Node> Nodes, Scope Scope, IReadOnlyDictionary<string, DraftCount> Counts);
