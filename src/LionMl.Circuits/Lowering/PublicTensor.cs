using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>Where a tensor lies in the public input vector.</summary>
/// <param name="Name">The tensor's name in the model.</param>
/// <param name="Group">Input or output of the model.</param>
/// <param name="Offset">The position of its first element; position 0 holds the constant one.</param>
/// <param name="Shape">The shape; elements are row-major.</param>
/// <param name="ScaleBits">real value = integer / 2^ScaleBits; negative integers are field elements above half of the modulus.</param>
/// <param name="Range">Every accepted proof has integers in here: the circuit's rows enforce it.</param>
public sealed record PublicTensor(string Name, TensorGroup Group, int Offset, TensorShape Shape, int ScaleBits, IntegerRange Range)
{
    /// <summary>The number of elements.</summary>
    public int Length => (int)Shape.ElementCount;
}
