using LionMl.Algebra;

namespace LionMl.Varuna;

/// <summary>The powers of a secret in the exponent that every circuit up to a size shares.</summary>
public sealed partial class UniversalSrs
{
    /// <summary>D: the largest degree. Degree-bounded commitments use the powers that end at D.</summary>
    public const int MaxDegree = (1 << 28) - 1;

    private readonly Dictionary<long, G1Affine> _gammaPowers;

    internal UniversalSrs(SrsKind kind, G1Bases powers, G1Bases shiftedPowers, Dictionary<long, G1Affine> gammaPowers)
    {
        Kind = kind;
        Powers = powers;
        ShiftedPowers = shiftedPowers;
        _gammaPowers = gammaPowers;
    }

    /// <summary>Where it comes from.</summary>
    public SrsKind Kind { get; }

    /// <summary>[beta^i]G for i = 0, 1, …</summary>
    internal G1Bases Powers { get; }

    /// <summary>[beta^(D + 1 - count + i)]G: the last powers, ending with beta^D.</summary>
    internal G1Bases ShiftedPowers { get; }

    /// <summary>[gamma beta^exponent]G: the bases of the blindings.</summary>
    /// <exception cref="ArgumentException">This SRS does not hold that power.</exception>
    internal G1Affine GammaPower(long exponent) =>
        _gammaPowers.TryGetValue(exponent, out G1Affine power)
            ? power
            : throw new ArgumentException($"The SRS does not hold the hiding power {exponent}.", nameof(exponent));

    /// <summary>Identifies the secret, however many powers are held: keys remember it, so that they are used with their own SRS.</summary>
    internal byte[] Identity()
    {
        var bytes = new byte[2 * G1Encoding.UncompressedBytes];
        G1Encoding.WriteUncompressed(Powers[1], bytes);
        G1Encoding.WriteUncompressed(GammaPower(0), bytes.AsSpan(G1Encoding.UncompressedBytes));
        return Blake2s.Hash(bytes);
    }

    /// <summary>Checks that there are enough powers for a circuit.</summary>
    /// <exception cref="SrsTooSmallException">There are not.</exception>
    internal void RequireFor(CircuitInfo info)
    {
        int columns = info.VariableDomainSize, entries = info.MaxNonZeroDomainSize;
        Require("powers", Powers.Count, Math.Max(info.ConstraintDomainSize - 1, Math.Max(columns + 4, entries)));
        Require("shifted powers", ShiftedPowers.Count, Math.Max(columns, entries) - 1);
        if (!_gammaPowers.ContainsKey(MaxDegree - (columns - 2)))
            throw new SrsTooSmallException($"The SRS holds no hiding powers for {columns} variables; use a larger SRS.");
    }

    private static void Require(string what, int available, int needed)
    {
        if (available < needed)
        {
            throw new SrsTooSmallException(
                $"The circuit needs {needed} {what} of the SRS, which holds {available}; use a larger SRS or a smaller circuit.");
        }
    }
}
