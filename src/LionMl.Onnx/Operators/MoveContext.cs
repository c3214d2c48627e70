namespace LionMl.Onnx.Operators;

/// <summary>
/// What a movement operator sees of its node while it says where elements come from: shapes, and the values that steer it.
/// </summary>
internal sealed class MoveContext(Node node, TensorShape?[] inputs, TensorShape?[] outputs, Func<int, Tensor?> valueOf)
{
    public NodeAttributes Attributes => node.Attributes;

    public int InputCount => inputs.Length;

    public int OutputCount => outputs.Length;

    public bool Has(int input) => input < inputs.Length && inputs[input] is not null;

    public TensorShape Shape(int input) => inputs[input]!;

    public TensorShape OutputShape(int output) => outputs[output]!;

    /// <summary>The shape of an output, or null where it is not wanted.</summary>
    public TensorShape? OptionalOutputShape(int output) => outputs[output];

    /// <summary>The value of a steering input, or null where it is absent.</summary>
    public Tensor? Value(int input) => Has(input) ? valueOf(input) : null;

    /// <summary>The integers of a steering input; empty where it is absent.</summary>
    public ReadOnlySpan<long> Integers(int input) => Has(input) ? valueOf(input)!.Integers : default;
}
