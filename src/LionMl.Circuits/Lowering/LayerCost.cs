namespace LionMl.Circuits;

/// <summary>What one layer of a model costs in the circuit.</summary>
/// <param name="Layer">The name of the model's node (or input or output).</param>
/// <param name="Kind">What it does.</param>
/// <param name="Macs">Multiply-adds of one run.</param>
/// <param name="Constraints">Rows.</param>
/// <param name="Variables">Variables, public ones included.</param>
/// <param name="NonZerosA">Entries of matrix A.</param>
/// <param name="NonZerosB">Entries of matrix B.</param>
/// <param name="NonZerosC">Entries of matrix C.</param>
/// <param name="Width">Bits of its decompositions, sign included; 0 where it has none.</param>
/// <param name="StaticBits">Bits that its integers can need at most, sign included.</param>
/// <param name="ScaleBits">real value = integer / 2^ScaleBits.</param>
/// <param name="Share">Its part of all constraints, in [0, 1].</param>
/// <param name="Severity">How much it deserves attention.</param>
public sealed record LayerCost(
    string Layer,
    string Kind,
    long Macs,
    int Constraints,
    int Variables,
    int NonZerosA,
    int NonZerosB,
    int NonZerosC,
    int Width,
    int StaticBits,
    int ScaleBits,
    double Share,
    LayerSeverity Severity)
{
    /// <summary>Bits between the width and the worst case: 0 means that no input can exceed the width.</summary>
    public int SaturationMargin => Width == 0 ? 0 : Math.Max(0, StaticBits - Width);
}
