using LionMl.Algebra;

namespace LionMl.Varuna;

/// <summary>
/// Aleo's universal reference string (Sonic-style KZG): powers of a secret β that nobody knows, usable for every circuit.
/// </summary>
/// <remarks>
/// Highest degree D = 2^28 − 1, whatever part of it is loaded: the lowest powers β^0 G … and the highest ones … β^D G.
/// A polynomial with degree bound d is committed with β^(D−d) G …, so that a larger degree would need powers that do not exist.
/// Memory: 128 bytes a power. Source: varuna.md section 5.
/// </remarks>
public sealed partial class UniversalSrs
{
    /// <summary>D, the highest power of β.</summary>
    public const int MaxDegree = (1 << 28) - 1;

    /// <summary>Coefficients of a blinding polynomial: hiding bound 1 means degree 2.</summary>
    internal const int BlindingCount = 3;

    private readonly G1Affine[] _blindingPowers;
    private readonly IReadOnlyDictionary<int, G1Affine[]> _shiftedBlindingPowers;

    internal UniversalSrs(
        SrsKind kind,
        G1Bases powers,
        G1Bases shiftedPowers,
        G1Affine[] blindingPowers,
        IReadOnlyDictionary<int, G1Affine[]> shiftedBlindingPowers,
        VerifierSrs verifier)
    {
        Kind = kind;
        Powers = powers;
        ShiftedPowers = shiftedPowers;
        _blindingPowers = blindingPowers;
        _shiftedBlindingPowers = shiftedBlindingPowers;
        Verifier = verifier;
    }

    /// <summary>Who made it.</summary>
    public SrsKind Kind { get; }

    /// <summary>β^i G at index i.</summary>
    public G1Bases Powers { get; }

    /// <summary>The highest powers in ascending order; the last one is β^D G.</summary>
    public G1Bases ShiftedPowers { get; }

    /// <summary>The verifier's part.</summary>
    public VerifierSrs Verifier { get; }

    /// <summary>What is loaded.</summary>
    public SrsRequirement Available => new(Powers.Count, ShiftedPowers.Count);

    /// <summary>Refuses a circuit that needs more than is loaded.</summary>
    /// <exception cref="SrsException">Names the degree needed.</exception>
    public void Ensure(SrsRequirement requirement) => EnsureCovered(Kind, requirement, Available);

    /// <summary>The index in <see cref="ShiftedPowers"/> of β^(D−d) G.</summary>
    internal int FirstShiftedPower(int degreeBound) => ShiftedPowers.Count - 1 - degreeBound;

    /// <summary>γβ^i G for i = 0, 1, 2, or γβ^(D−d+i) G with a degree bound.</summary>
    internal ReadOnlySpan<G1Affine> BlindingPowers(int? degreeBound)
    {
        if (degreeBound is not int bound)
        {
            return _blindingPowers;
        }

        return _shiftedBlindingPowers.TryGetValue(bound, out G1Affine[]? powers)
            ? powers
            : throw new SrsException($"the {Kind} SRS has no blinding powers for degree bound {bound}.");
    }

    /// <summary>Powers in a sandbox of this log size: domains up to 2^k, and the mask of a 2^k variable domain.</summary>
    internal static int SandboxPowerCount(int logSize) => (1 << logSize) + 4;

    private static void EnsureCovered(SrsKind kind, SrsRequirement requirement, SrsRequirement available)
    {
        if (!requirement.IsCoveredBy(available))
        {
            throw new SrsException(
                $"the {kind} SRS holds {available.PowerCount} powers and {available.ShiftedPowerCount} shifted powers, but the circuit "
                + $"needs {requirement.PowerCount} and {requirement.ShiftedPowerCount} (degree {requirement.PowerCount - 1}, log size "
                + $"{requirement.LogSize}). Import a larger SRS or use --srs sandbox.");
        }
    }
}
