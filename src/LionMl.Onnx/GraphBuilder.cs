using System.Globalization;
using LionMl.Onnx.Reading;

namespace LionMl.Onnx;

/// <summary>Builds a <see cref="Graph"/> in code, through the same checks as a file. Each method returns the builder.</summary>
/// <param name="name">The graph's name.</param>
/// <param name="opset">The operator set whose forms the nodes have.</param>
public sealed class GraphBuilder(string name, int opset = 17)
{
    private readonly GraphDraft _draft = new(name, opset);
    private readonly HashSet<string> _nodeNames = new(StringComparer.Ordinal);

    /// <summary>A builder that has a graph's name, constants, inputs and numbers of results: for writing its nodes anew.</summary>
    public static GraphBuilder WithoutNodes(Graph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var builder = new GraphBuilder(graph.Name);
        foreach ((string tensor, Tensor value) in graph.Constants)
        {
            builder.Constant(tensor, value);
        }

        foreach (GraphTensor input in graph.Inputs)
        {
            builder.Input(input.Name, input.Shape, input.ElementType);
        }

        foreach (Node node in graph.Nodes.Where(node => node.OpType == "NonZero"))
        {
            builder._draft.Counts[node.Outputs[0]] = new DraftCount(graph.ShapeOf(node.Outputs[0])[1], null);
        }

        return builder;
    }

    /// <summary>Declares an input.</summary>
    public GraphBuilder Input(string tensor, TensorShape shape, ElementType type = ElementType.Float)
    {
        _draft.Inputs.Add(new DraftInput(tensor, type, [.. shape.Dimensions.Select(size => new DraftDimension(size, string.Empty))]));
        return this;
    }

    /// <summary>Adds a constant, for instance a weight.</summary>
    public GraphBuilder Constant(string tensor, Tensor value)
    {
        if (!_draft.Constants.TryAdd(tensor, value))
        {
            _draft.Problems.Add($"constant '{tensor}' is given twice; names must be unique");
        }

        return this;
    }

    /// <summary>Adds a node.</summary>
    /// <param name="opType">The operator.</param>
    /// <param name="inputs">The inputs' names; empty text for an absent one.</param>
    /// <param name="outputs">The outputs' names.</param>
    /// <param name="attributes">The attributes; null for none.</param>
    /// <param name="nodeName">The node's name; null for one made from the operator and position.</param>
    public GraphBuilder Node(
        string opType,
        ReadOnlySpan<string> inputs,
        ReadOnlySpan<string> outputs,
        NodeAttributes? attributes = null,
        string? nodeName = null)
    {
        nodeName ??= string.Create(CultureInfo.InvariantCulture, $"{opType}_{_draft.Nodes.Count}");
        if (!_nodeNames.Add(nodeName))
        {
            _draft.Problems.Add($"two nodes have the name '{nodeName}'; names must be unique");
        }

        _draft.Nodes.Add(new Node(nodeName, opType, [.. inputs], [.. outputs], attributes ?? NodeAttributes.Empty));
        return this;
    }

    /// <summary>Declares a tensor as an output.</summary>
    public GraphBuilder Output(string tensor)
    {
        _draft.Outputs.Add(tensor);
        return this;
    }

    /// <summary>Checks everything and builds the graph. The builder stays as it is and can be built again after additions.</summary>
    /// <param name="options">Limits; null for <see cref="OnnxReadOptions.Default"/>.</param>
    /// <exception cref="OnnxException">The graph is not usable; lists all problems.</exception>
    public Graph Build(OnnxReadOptions? options = null)
    {
        // Resolving adds constants and problems to its draft.
        var copy = new GraphDraft(_draft.Name, _draft.Opset);
        copy.Inputs.AddRange(_draft.Inputs);
        copy.Outputs.AddRange(_draft.Outputs);
        copy.Nodes.AddRange(_draft.Nodes);
        copy.Problems.AddRange(_draft.Problems);
        foreach ((string tensor, DraftCount count) in _draft.Counts)
        {
            copy.Counts.Add(tensor, count);
        }

        foreach ((string tensor, Tensor value) in _draft.Constants)
        {
            copy.Constants.Add(tensor, value);
        }

        if (copy.Opset is < 1 or > ProtoReader.NewestOpset)
        {
            copy.Problems.Add($"operator set {copy.Opset} is not supported; 1 to {ProtoReader.NewestOpset} are");
        }

        foreach (var group in copy.Inputs.GroupBy(input => input.Name, StringComparer.Ordinal))
        {
            if (group.Count() > 1 || copy.Constants.ContainsKey(group.Key))
            {
                copy.Problems.Add($"input '{group.Key}' is declared twice, or is a constant as well; names must be unique");
            }
        }

        return GraphResolver.Resolve(copy, options ?? OnnxReadOptions.Default, null);
    }
}
