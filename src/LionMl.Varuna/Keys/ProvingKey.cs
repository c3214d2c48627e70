using LionMl.Algebra;
using LionMl.R1cs;

namespace LionMl.Varuna;

/// <summary>What a prover needs of a circuit: its constraints and the verifying key. Immutable.</summary>
/// <remarks>
/// The index polynomials are not kept: tabulating them from the constraints costs less than reading them back would.
/// </remarks>
public sealed class ProvingKey
{
    private readonly byte[] _srsIdentity;

    internal ProvingKey(IndexedCircuit index, VerifyingKey verifyingKey, byte[] srsIdentity)
    {
        Index = index;
        VerifyingKey = verifyingKey;
        _srsIdentity = srsIdentity;
    }

    /// <summary>The constraints, as they were given to the setup.</summary>
    public R1csCircuit<Fr> Circuit => Index.Circuit;

    /// <summary>The matching verifying key.</summary>
    public VerifyingKey VerifyingKey { get; }

    internal IndexedCircuit Index { get; }

    internal ReadOnlySpan<byte> SrsIdentity => _srsIdentity;

    /// <summary>Reads what <see cref="Save"/> wrote; reads to the end of the key and no further.</summary>
    /// <exception cref="InvalidDataException">
    /// Not a proving key, another format version, damaged, cut short, or contradictory; memory stays bounded by what was delivered.
    /// </exception>
    public static ProvingKey Load(Stream source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return ProvingKeyFile.Read(source);
    }

    /// <summary>Writes the key: a typed, versioned, checksummed file with aligned little-endian sections.</summary>
    public void Save(Stream destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        ProvingKeyFile.Write(this, destination);
    }

    /// <summary>Checks that an SRS is the one of the setup and large enough.</summary>
    internal void CheckSrs(UniversalSrs srs)
    {
        if (!srs.Verifier.Hash.Span.SequenceEqual(_srsIdentity))
        {
            throw new ArgumentException(
                "The proving key was made with another SRS; prove with that SRS or run the setup again with this one.", nameof(srs));
        }

        srs.Ensure(VerifyingKey.Info.SrsRequirement);
    }
}
