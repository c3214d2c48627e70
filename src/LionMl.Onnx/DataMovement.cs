namespace LionMl.Onnx;

/// <summary>
/// Nodes that only move elements (Reshape, Transpose, Slice, Concat, Split, Pad, Gather by constant indices, …), as index maps: all of
/// them can be lowered by one piece of code that knows no operator.
/// </summary>
public static class DataMovement
{
    /// <summary>In a map: an element that comes from no input, but is zero (the padding of a Pad without a value).</summary>
    public static ElementSource Zero { get; } = new(-1, 0);

    /// <summary>Whether a node only moves elements of its non-constant inputs.</summary>
    public static bool IsMovement(Graph graph, Node node) => throw new NotImplementedException();

    /// <summary>For each output of a movement node, where each element comes from.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="node">A node for which <see cref="IsMovement"/> holds.</param>
    /// <returns>One array for each output, in the output's row-major order.</returns>
    /// <exception cref="ArgumentException">The node does more than move elements.</exception>
    public static ElementSource[][] Map(Graph graph, Node node) => throw new NotImplementedException();
}
