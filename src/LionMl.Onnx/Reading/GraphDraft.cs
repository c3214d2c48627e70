namespace LionMl.Onnx.Reading;

/// <summary>A graph as a file or a program states it: nothing checked yet, nodes in the form of the file's opset.</summary>
internal sealed class GraphDraft(string name, int opset)
{
    public string Name { get; } = name;

    public int Opset { get; } = opset;

    public List<DraftInput> Inputs { get; } = [];

    public List<string> Outputs { get; } = [];

    public List<Node> Nodes { get; } = [];

    public Dictionary<string, Tensor> Constants { get; } = new(StringComparer.Ordinal);

    /// <summary>
    /// Tensors whose value could not be read; a problem is on the list already, so nothing more is said where they are used.
    /// </summary>
    public HashSet<string> Broken { get; } = new(StringComparer.Ordinal);

    public List<string> Problems { get; } = [];
}
