using System.Collections.Immutable;

namespace LionMl.Onnx;

/// <summary>
/// One operation of a <see cref="Graph"/>. Within a graph it has the form of opset 17, whatever opset the file was written for:
/// the axes of a Squeeze, for instance, are always a constant input.
/// </summary>
/// <param name="Name">The name in the file, or one made from operator and position; unique within the graph.</param>
/// <param name="OpType">The operator, for instance <c>Conv</c>.</param>
/// <param name="Inputs">The names of the input tensors; empty text stands for an optional input that is absent.</param>
/// <param name="Outputs">The names of the output tensors; empty text stands for an optional output that is not wanted.</param>
/// <param name="Attributes">The attributes as set; defaults are the operator's matter.</param>
/// <param name="Domain">The operator set; empty for ONNX's own.</param>
public sealed record Node(
    string Name,
    string OpType,
    ImmutableArray<string> Inputs,
    ImmutableArray<string> Outputs,
    NodeAttributes Attributes,
    string Domain = "")
{
    /// <summary>Whether an input is given.</summary>
    /// <param name="index">Any position, also one past the list.</param>
    public bool HasInput(int index) => index < Inputs.Length && Inputs[index].Length > 0;

    /// <summary>Whether an output is wanted.</summary>
    /// <param name="index">Any position, also one past the list.</param>
    public bool HasOutput(int index) => index < Outputs.Length && Outputs[index].Length > 0;

    /// <summary>Name and operator, for messages: <c>node '/conv1' (Conv)</c>.</summary>
    public override string ToString() => $"node '{Name}' ({(Domain.Length == 0 ? OpType : $"{Domain}.{OpType}")})";
}
