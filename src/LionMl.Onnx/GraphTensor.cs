namespace LionMl.Onnx;

/// <summary>
/// What is known of a tensor before it has a value: an input, an output or an intermediate result of a <see cref="Graph"/>.
/// </summary>
/// <param name="Name">The name, unique within the graph.</param>
/// <param name="Shape">The dimensions, all known.</param>
/// <param name="ElementType">The element type.</param>
public sealed record GraphTensor(string Name, TensorShape Shape, ElementType ElementType);
