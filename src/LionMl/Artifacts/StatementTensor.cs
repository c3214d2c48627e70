using System.Collections.Immutable;
using LionMl.Onnx;

namespace LionMl.Artifacts;

/// <summary>Where a public tensor lies among the public inputs of each instance.</summary>
/// <param name="Name">The tensor's name in the model.</param>
/// <param name="Group"><c>input</c> or <c>output</c>.</param>
/// <param name="Shape">Its dimensions.</param>
/// <param name="Offset">The index of its first element, row-major; index 0 is the leading one.</param>
/// <param name="Length">The number of elements.</param>
/// <param name="ScaleBits">The real value is the integer divided by 2^ScaleBits; negative integers count down from the modulus.</param>
/// <param name="Low">The smallest integer that the circuit admits.</param>
/// <param name="High">The largest integer that the circuit admits.</param>
public sealed record StatementTensor(
    string Name, string Group, ImmutableArray<int> Shape, int Offset, int Length, int ScaleBits, long Low, long High)
{
    private const int MaxScaleBits = 256;

    /// <summary>Whether the numbers fit each other; a statement may come from anybody.</summary>
    internal bool IsUsable =>
        !Shape.IsDefault
        && Shape.Length <= TensorShape.MaxRank
        && Shape.All(size => size >= 0)
        && Shape.Aggregate(1.0, (count, size) => count * size) == Length
        && Offset >= 1
        && Math.Abs((long)ScaleBits) <= MaxScaleBits;
}
