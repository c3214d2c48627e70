using LionMl.Onnx.Operators;

namespace LionMl.Onnx.Reading;

/// <summary>What a control operator uses to write its bodies into the graph.</summary>
/// <param name="resolver">The graph.</param>
/// <param name="node">The node, with the graph's own names.</param>
/// <param name="scope">What the names around the node's bodies stand for.</param>
internal sealed class Unrolling(GraphResolver resolver, Node node, Scope scope)
{
    private readonly Dictionary<GraphDraft, PreparedBody> _prepared = [];

    public Node Node => node;

    public NodeAttributes Attributes => node.Attributes;

    public int Opset => resolver.Opset;

    /// <summary>A body of the node.</summary>
    /// <exception cref="NodeProblemException">The node has none of this name.</exception>
    public GraphDraft Body(string attribute) => node.Attributes.Has(attribute) && node.Attributes.Raw(attribute) is GraphDraft body
        ? body
        : throw new NodeProblemException($"its attribute '{attribute}', a graph, is missing");

    /// <summary>The value of a constant tensor of the graph, or null.</summary>
    public Tensor? Constant(string tensor) => resolver.ConstantOf(tensor);

    /// <summary>Shape and type of a tensor of the graph.</summary>
    public GraphTensor TensorOf(string tensor) => resolver.TensorOf(tensor);

    /// <summary>The truth that a tensor holds.</summary>
    /// <exception cref="NodeProblemException">It is not known beforehand, or not one truth value.</exception>
    public bool RequireTruth(string tensor, string what)
    {
        Tensor value = Constant(tensor) ?? throw Unknown(tensor, what);
        return value.Type == ElementType.Bool && value.Count == 1
            ? value.Booleans[0]
            : throw new NodeProblemException($"its {what} is {value}; one truth value is needed");
    }

    /// <summary>The number that a tensor holds.</summary>
    /// <exception cref="NodeProblemException">It is not known beforehand, or not one integer.</exception>
    public long RequireInteger(string tensor, string what)
    {
        Tensor value = Constant(tensor) ?? throw Unknown(tensor, what);
        return value.Type.IsInteger() && value.Count == 1
            ? value.Integers[0]
            : throw new NodeProblemException($"its {what} is {value}; one integer is needed");
    }

    /// <summary>Writes a body into the graph once.</summary>
    /// <param name="body">The body.</param>
    /// <param name="arguments">The tensors of the graph that its inputs stand for.</param>
    /// <param name="label">Put before the names of what it makes.</param>
    /// <returns>The tensors that its outputs stand for; null if there were problems, which have been reported.</returns>
    /// <exception cref="NodeProblemException">The body has other inputs, or the graph becomes too large.</exception>
    public string[]? Inline(GraphDraft body, ReadOnlySpan<string> arguments, string label)
    {
        if (body.Inputs.Count != arguments.Length)
        {
            throw new NodeProblemException($"its body has {body.Inputs.Count} inputs, but is given {arguments.Length}");
        }

        int problems = resolver.ProblemCount;
        if (!_prepared.TryGetValue(body, out PreparedBody? prepared))
        {
            prepared = resolver.Prepare(body, node, scope);
            _prepared.Add(body, prepared);
        }

        var inner = new Scope(prepared.Scope);
        for (int i = 0; i < arguments.Length; i++)
        {
            inner.Define(body.Inputs[i].Name, arguments[i]);
        }

        resolver.Inline(prepared, inner, label);
        if (resolver.ProblemCount > problems)
        {
            return null;
        }

        string[] results = [.. body.Outputs.Select(inner.Resolve)];
        return results.Any(resolver.IsBroken) ? null : results;
    }

    /// <summary>Adds a node.</summary>
    /// <returns>The name of its result.</returns>
    public string Emit(string role, string opType, ReadOnlySpan<string> inputs, NodeAttributes? attributes = null)
    {
        string result = resolver.NewName($"{node.Name}/{role}");
        resolver.Emit(new Node(
            resolver.NewNodeName($"{node.Name}/{role}"), opType, [.. inputs], [result], attributes ?? NodeAttributes.Empty));
        return result;
    }

    /// <summary>Adds a constant.</summary>
    /// <returns>Its name.</returns>
    public string Add(string role, Tensor value) => resolver.AddConstant($"{node.Name}/{role}", value);

    /// <summary>Lets an output of the node be a tensor of the graph.</summary>
    public void Bind(int output, string tensor)
    {
        if (node.HasOutput(output))
        {
            resolver.Emit(new Node(
                resolver.NewNodeName($"{node.Name}/output{output}"), "Identity", [tensor], [node.Outputs[output]], NodeAttributes.Empty));
        }
    }

    /// <summary>Puts the results of all rounds side by side along a new axis and binds them to an output.</summary>
    /// <param name="output">The node's output.</param>
    /// <param name="rounds">The results, in order.</param>
    /// <param name="axis">The new axis; may count from behind.</param>
    /// <param name="declared">What the body declares of one result, for the case that there are no rounds.</param>
    public void BindStacked(int output, IReadOnlyList<string> rounds, long axis, DraftInput declared)
    {
        if (!node.HasOutput(output))
        {
            return;
        }

        if (rounds.Count == 0)
        {
            Bind(output, Add($"output{output}", Empty(declared, axis)));
            return;
        }

        string axes = Add($"output{output}_axes", Tensor.Vector(axis));
        string[] parts = [.. rounds.Select((round, i) => Emit($"output{output}_{i}", "Unsqueeze", [round, axes]))];
        Bind(output, parts.Length == 1
            ? parts[0]
            : Emit($"output{output}", "Concat", parts, NodeAttributes.Empty.With("axis", axis)));
    }

    /// <summary>Reports nothing more about the node: what uses its outputs cannot be computed, for reasons already told.</summary>
    public void Break() => resolver.BreakOutputs(node);

    private static Tensor Empty(DraftInput declared, long axis)
    {
        if (!declared.Type.IsSupported() || declared.Dimensions is not { } dimensions || dimensions.Any(dimension => dimension.Size < 0)
            || dimensions.Length >= TensorShape.MaxRank)
        {
            throw new NodeProblemException($"it runs no rounds, and its body does not declare the shape of '{declared.Name}'");
        }

        var sizes = dimensions.Select(dimension => InferContext.Dimension(dimension.Size)).ToList();
        sizes.Insert(InferContext.Axis(axis, sizes.Count + 1), 0);
        TensorShape shape = TensorShape.Of([.. sizes]);
        return declared.Type.IsFloating() ? new Tensor(shape, Array.Empty<float>(), declared.Type)
            : declared.Type.IsInteger() ? new Tensor(shape, Array.Empty<long>(), declared.Type)
            : new Tensor(shape, Array.Empty<bool>());
    }

    private static NodeProblemException Unknown(string tensor, string what) => new(
        $"its {what} ('{tensor}') would depend on the model's input, but a circuit is one fixed computation: make it a constant (trace the "
        + "model with fixed sizes), or compute all alternatives and choose among their results with Where");
}
