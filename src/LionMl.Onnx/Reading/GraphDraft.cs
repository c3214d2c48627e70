using LionMl.Onnx.Operators;

namespace LionMl.Onnx.Reading;

/// <summary>
/// A graph as a file or a program states it: nothing checked yet, nodes in the form of the file's opset. The body of a loop or branch is
/// one as well.
/// </summary>
internal sealed class GraphDraft(string name, int opset)
{
    private IReadOnlySet<string>? _captures;

    public string Name { get; } = name;

    public int Opset { get; } = opset;

    public List<DraftInput> Inputs { get; } = [];

    public List<string> Outputs { get; } = [];

    /// <summary>What a body declares of its outputs, in the order of <see cref="Outputs"/>; a model's need no declaration.</summary>
    public List<DraftInput> DeclaredOutputs { get; } = [];

    public List<Node> Nodes { get; } = [];

    /// <summary>By the name of a NonZero's output, how many results it gives: the second dimension of that output.</summary>
    public Dictionary<string, DraftCount> Counts { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, Tensor> Constants { get; } = new(StringComparer.Ordinal);

    /// <summary>
    /// Tensors whose value could not be read; a problem is on the list already, so nothing more is said where they are used.
    /// </summary>
    public HashSet<string> Broken { get; } = new(StringComparer.Ordinal);

    public List<string> Problems { get; } = [];

    /// <summary>The names that a body takes from around it. Asked for only when the draft is complete.</summary>
    public IReadOnlySet<string> Captures => _captures ??= FindCaptures();

    /// <summary>The bodies among a node's attributes.</summary>
    public static IEnumerable<GraphDraft> BodiesOf(Node node) =>
        node.Attributes.Names.Select(node.Attributes.Raw).OfType<GraphDraft>();

    /// <summary>All names that a node needs: its inputs, and what its bodies take from around them.</summary>
    public static IEnumerable<string> NeedsOf(Node node) => OperatorRegistry.TryGet(node.OpType, out Operator? op) && op is ControlOperator
        ? node.Inputs.Concat(BodiesOf(node).SelectMany(body => body.Captures))
        : node.Inputs;

    private HashSet<string> FindCaptures()
    {
        HashSet<string> captures = [.. Nodes.SelectMany(NeedsOf), .. Outputs];
        captures.ExceptWith(Nodes.SelectMany(node => node.Outputs));
        captures.ExceptWith(Inputs.Select(input => input.Name));
        captures.ExceptWith(Constants.Keys);
        captures.ExceptWith(Broken);
        captures.Remove(string.Empty);
        return captures;
    }
}
