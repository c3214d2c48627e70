using System.Collections.Immutable;

namespace LionMl.Onnx;

/// <summary>
/// A model as a typed graph: nodes in an order in which every input is known before it is used, every shape static, every constant
/// evaluated. Made by <see cref="OnnxReader"/> or <see cref="GraphBuilder"/>, which check everything that can be checked; immutable.
/// </summary>
[TypeFormatterSource("LionMl.Interactive.Formatting.GraphFormatterSource, LionMl.Interactive")]
public sealed partial class Graph
{
    private readonly ImmutableDictionary<string, GraphTensor> _tensors;

    internal Graph(
        string name,
        int opset,
        ImmutableArray<GraphTensor> inputs,
        ImmutableArray<GraphTensor> outputs,
        ImmutableArray<Node> nodes,
        ImmutableDictionary<string, Tensor> constants,
        ImmutableDictionary<string, GraphTensor> tensors)
    {
        Name = name;
        Opset = opset;
        Inputs = inputs;
        Outputs = outputs;
        Nodes = nodes;
        Constants = constants;
        _tensors = tensors;
    }

    /// <summary>The graph's name in the file.</summary>
    public string Name { get; }

    /// <summary>
    /// The version of ONNX's operator set that the file was written for. The nodes are in the form of opset 17 nonetheless.
    /// </summary>
    public int Opset { get; }

    /// <summary>The tensors that the caller gives, in the file's order; initialisers are not among them.</summary>
    public IReadOnlyList<GraphTensor> Inputs { get; }

    /// <summary>The results, in the file's order. A result may be a constant or an input passed through.</summary>
    public IReadOnlyList<GraphTensor> Outputs { get; }

    /// <summary>The nodes that the outputs need, in topological order; what is constant has been folded.</summary>
    public IReadOnlyList<Node> Nodes { get; }

    /// <summary>The weights and folded constants that the nodes (or outputs) use.</summary>
    public IReadOnlyDictionary<string, Tensor> Constants { get; }

    /// <summary>Shape and type of an input, constant or result of a node.</summary>
    /// <exception cref="KeyNotFoundException">No tensor has this name.</exception>
    public GraphTensor TensorOf(string name) => _tensors.TryGetValue(name, out var tensor)
        ? tensor
        : throw new KeyNotFoundException($"The graph '{Name}' has no tensor '{name}'.");

    /// <summary>The shape of an input, constant or result of a node.</summary>
    /// <exception cref="KeyNotFoundException">No tensor has this name.</exception>
    public TensorShape ShapeOf(string name) => TensorOf(name).Shape;

    /// <summary>The value of a constant.</summary>
    /// <param name="name">A tensor's name.</param>
    /// <param name="value">The value, or null where the tensor is not constant.</param>
    /// <returns>Whether the tensor is constant.</returns>
    public bool TryGetConstant(string name, out Tensor? value) => Constants.TryGetValue(name, out value);
}
