namespace LionMl.Onnx;

/// <summary>Where an element of a movement node's output comes from.</summary>
/// <param name="Input">The node's input (it may be a constant of the graph), or −1 for the number zero.</param>
/// <param name="Index">The flat index in that input's row-major order.</param>
public readonly record struct ElementSource(int Input, int Index);
