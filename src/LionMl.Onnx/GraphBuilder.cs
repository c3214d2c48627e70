namespace LionMl.Onnx;

/// <summary>Builds a <see cref="Graph"/> in code, through the same checks as a file. Each method returns the builder.</summary>
/// <param name="name">The graph's name.</param>
public sealed class GraphBuilder(string name)
{
    /// <summary>Declares an input.</summary>
    public GraphBuilder Input(string tensor, TensorShape shape, ElementType type = ElementType.Float) => throw new NotImplementedException(name);

    /// <summary>Adds a constant, for instance a weight.</summary>
    public GraphBuilder Constant(string tensor, Tensor value) => throw new NotImplementedException();

    /// <summary>Adds a node in the form of opset 17.</summary>
    /// <param name="opType">The operator.</param>
    /// <param name="inputs">The inputs' names; empty text for an absent one.</param>
    /// <param name="outputs">The outputs' names.</param>
    /// <param name="attributes">The attributes; null for none.</param>
    /// <param name="nodeName">The node's name; null for one made from the operator and position.</param>
    public GraphBuilder Node(
        string opType, ReadOnlySpan<string> inputs, ReadOnlySpan<string> outputs, NodeAttributes? attributes = null, string? nodeName = null) =>
        throw new NotImplementedException();

    /// <summary>Declares a tensor as an output.</summary>
    public GraphBuilder Output(string tensor) => throw new NotImplementedException();

    /// <summary>Checks everything and builds the graph.</summary>
    /// <param name="options">Limits; null for <see cref="OnnxReadOptions.Default"/>.</param>
    /// <exception cref="OnnxException">The graph is not usable; lists all problems.</exception>
    public Graph Build(OnnxReadOptions? options = null) => throw new NotImplementedException();
}
