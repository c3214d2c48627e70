namespace LionMl.Circuits;

/// <summary>One of the model's outputs in a quantised graph.</summary>
/// <param name="Name">The output's name in the model.</param>
/// <param name="Node">The position of the node that computes it.</param>
public sealed record QuantizedOutput(string Name, int Node);
