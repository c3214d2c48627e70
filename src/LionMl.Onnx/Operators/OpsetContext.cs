namespace LionMl.Onnx.Operators;

/// <summary>What an operator may use while it rewrites a node of another opset: constants to turn attributes into inputs.</summary>
/// <param name="constants">The graph's constants so far; new ones are added to it.</param>
/// <param name="tensors">Shapes and types of the tensors so far.</param>
/// <param name="isTaken">Whether some tensor of the graph has a name.</param>
internal sealed class OpsetContext(
    Dictionary<string, Tensor> constants, IReadOnlyDictionary<string, GraphTensor> tensors, Func<string, bool> isTaken)
{
    /// <summary>The shape of an input of the node.</summary>
    public TensorShape Shape(string name) => tensors[name].Shape;

    /// <summary>The element type of an input of the node.</summary>
    public ElementType Type(string name) => tensors[name].ElementType;

    /// <summary>The constant's value, or null.</summary>
    public Tensor? Constant(string name) => constants.GetValueOrDefault(name);

    /// <summary>Nodes of opset 17 that come before the rewritten one, where one node does not say it all.</summary>
    public List<Node> Earlier { get; } = [];

    /// <summary>Adds a node before the rewritten one.</summary>
    /// <returns>The name of its result.</returns>
    public string Before(Node node, string role, string opType, ReadOnlySpan<string> inputs, NodeAttributes attributes)
    {
        string result = NewName(node, role);
        Earlier.Add(new Node($"{node.Name}.{role}", opType, [.. inputs], [result], attributes));
        return result;
    }

    /// <summary>Adds a constant under a new name that says where it comes from.</summary>
    /// <returns>The name.</returns>
    public string Add(Node node, string role, Tensor value)
    {
        string name = NewName(node, role);
        constants.Add(name, value);
        return name;
    }

    private string NewName(Node node, string role)
    {
        string stem = $"{node.Name}.{role}";
        string name = stem;
        for (int i = 1; isTaken(name) || constants.ContainsKey(name) || tensors.ContainsKey(name); i++)
        {
            name = $"{stem}.{i}";
        }

        return name;
    }
}
