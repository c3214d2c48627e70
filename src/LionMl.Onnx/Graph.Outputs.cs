using System.Collections.Immutable;

namespace LionMl.Onnx;

/// <content>The same nodes with other outputs.</content>
public sealed partial class Graph
{
    /// <summary>Every result of a node becomes an output: what shows a runtime's intermediate tensors.</summary>
    internal Graph WithAllOutputs() => With(Nodes.SelectMany(node => node.Outputs).Where(name => name.Length > 0));

    /// <summary>Outputs that are constants or inputs passed through are left out, and those that are given twice.</summary>
    internal Graph WithComputedOutputs()
    {
        var computed = Nodes.SelectMany(node => node.Outputs).ToHashSet(StringComparer.Ordinal);
        return With(Outputs.Select(output => output.Name).Where(computed.Contains).Distinct(StringComparer.Ordinal));
    }

    private Graph With(IEnumerable<string> outputs) =>
        new(Name, Opset, [.. Inputs], [.. outputs.Select(TensorOf)], [.. Nodes], Constants.ToImmutableDictionary(), _tensors);
}
