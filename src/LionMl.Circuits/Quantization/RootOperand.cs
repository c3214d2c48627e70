using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>The square root of another operand: as a divisor it is cheaper than as a number.</summary>
/// <param name="Inner">What the root is taken of.</param>
/// <param name="Node">The model's node.</param>
/// <param name="Low">The smallest number of the calibration under the root.</param>
/// <param name="High">The largest number of the calibration under the root.</param>
internal sealed record RootOperand(Operand Inner, Node Node, double Low, double High) : Operand(Inner.Shape)
{
    /// <summary>The layer that costs are told by.</summary>
    public string Layer => Node.Name;
}
