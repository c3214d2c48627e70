namespace LionMl.Circuits;

/// <summary>How well a layer's width fits the values that calibration saw.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Kind">The kind of the node.</param>
/// <param name="Width">The bits of the widest decomposition, sign included.</param>
/// <param name="MeasuredBits">The bits that the samples needed.</param>
/// <param name="WorstCaseBits">The bits that no input can exceed.</param>
/// <param name="Seen">The smallest and largest value of the samples.</param>
/// <param name="MarginBits">
/// Bits in reserve over what the samples needed, in the channel that has fewest; where a width is the worst case, no input can exceed it.
/// </param>
public sealed record LayerSaturation(
    string Layer, string Kind, int Width, int MeasuredBits, int WorstCaseBits, IntegerRange Seen, int MarginBits);
