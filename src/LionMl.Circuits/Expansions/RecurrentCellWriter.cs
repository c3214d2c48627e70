using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>One direction of a recurrent node while its steps are written out.</summary>
/// <param name="Expander">Receives the nodes.</param>
/// <param name="Activations">The node's functions.</param>
/// <param name="FirstActivation">The first of them that belongs to this direction.</param>
/// <param name="Hidden">The elements of the state.</param>
/// <param name="InputWeights">[inputs, gates · hidden].</param>
/// <param name="StateWeights">[hidden, gates · hidden].</param>
/// <param name="InputBias">[gates · hidden], or null for none.</param>
/// <param name="StateBias">[gates · hidden], or null for none.</param>
/// <param name="Peepholes">[3 · hidden], or null for none.</param>
internal sealed record RecurrentCellWriter(
    Expander Expander,
    RecurrentActivations Activations,
    int FirstActivation,
    int Hidden,
    string InputWeights,
    string StateWeights,
    string? InputBias,
    string? StateBias,
    string? Peepholes)
{
    /// <summary>A function of this direction.</summary>
    public string Apply(int function, string tensor) => Activations.Apply(FirstActivation + function, tensor);

    /// <summary>input · W + state · R + both biases, for all gates: one layer over input and state laid side by side.</summary>
    public string Gates(string input, string state)
    {
        string both = Expander.Node("Concat", [input, state], NodeAttributes.Empty.With("axis", 1L));
        string weights = Expander.Node("Concat", [InputWeights, StateWeights], NodeAttributes.Empty.With("axis", 0L));
        string sum = Expander.Node("MatMul", [both, weights]);
        return InputBias is null ? sum : Expander.Node("Add", [sum, Expander.Node("Add", [InputBias, StateBias!])]);
    }

    /// <summary>tensor · weights + bias.</summary>
    public string Layer(string tensor, string weights, string? bias)
    {
        string product = Expander.Node("MatMul", [tensor, weights]);
        return bias is null ? product : Expander.Node("Add", [product, bias]);
    }

    /// <summary>Some gates' columns of a tensor [rows, gates · hidden], or elements of a bias.</summary>
    public string Part(string tensor, int gate, int count = 1, long axis = 1) => Expander.Node(
        "Slice",
        [tensor, Expander.Vector((long)gate * Hidden), Expander.Vector((long)(gate + count) * Hidden), Expander.Vector(axis)]);
}
