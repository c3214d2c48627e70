namespace LionMl.Circuits;

/// <summary>A model has nodes that cannot be turned into constraints; all of them are listed at once.</summary>
public sealed class UnsupportedModelException : CircuitException
{
    internal UnsupportedModelException(string model, IReadOnlyList<UnsupportedNode> nodes)
        : base(Describe(model, nodes)) => Nodes = nodes;

    /// <summary>Every unsupported node, in the model's order.</summary>
    public IReadOnlyList<UnsupportedNode> Nodes { get; }

    private static string Describe(string model, IReadOnlyList<UnsupportedNode> nodes)
    {
        var lines = nodes.Select(n => $"  {n.OpType} '{n.Node}': {n.Reason} {n.Hint}");
        string count = nodes.Count == 1 ? "1 node that is" : $"{nodes.Count} nodes that are";
        return $"The model '{model}' has {count} not supported:\n{string.Join('\n', lines)}";
    }
}
