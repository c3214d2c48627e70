using System.Collections.Immutable;

namespace LionMl.Onnx;

/// <summary>
/// How a Resize reads along one axis: output position o is the sum over t of <c>Weights[o·Taps + t]</c> times the element at
/// <c>Indices[o·Taps + t]</c>.
/// </summary>
/// <param name="InputSize">The axis's size before.</param>
/// <param name="OutputSize">Its size behind.</param>
/// <param name="Taps">Elements that each position is made of; 1 for an axis that only moves elements.</param>
/// <param name="Indices">
/// Positions in the input, all inside of it; where the first of a position is <see cref="Outside"/>, the element has the fixed value of the
/// node.
/// </param>
/// <param name="Weights">Their factors; for each position they sum up to 1.</param>
public sealed record ResizeAxis(int InputSize, int OutputSize, int Taps, ImmutableArray<int> Indices, ImmutableArray<double> Weights)
{
    /// <summary>In <see cref="Indices"/>: the position lies outside of the input.</summary>
    public const int Outside = -1;

    /// <summary>Whether the axis stays as it is.</summary>
    public bool IsIdentity => Taps == 1 && InputSize == OutputSize && Indices.SequenceEqual(Enumerable.Range(0, OutputSize));
}
