using System.Diagnostics.CodeAnalysis;

namespace LionMl.Varuna;

/// <summary>A Varuna proof for one or more circuits with one or more instances each, in snarkVM's bytes.</summary>
/// <remarks>The layout is the same for V2 and V3; the version is not part of it and must travel with the proof.</remarks>
public sealed class VarunaProof
{
    internal VarunaProof(ProofParts parts) => Parts = parts;

    /// <summary>The number of instances of each circuit, circuits in ascending order of their ids.</summary>
    public IReadOnlyList<int> BatchSizes => [.. Parts.Witnesses.Select(witnesses => witnesses.Length)];

    /// <summary>The messages of the prover.</summary>
    internal ProofParts Parts { get; }

    /// <summary>Reads the encoded form. Never throws; memory is bounded by a small multiple of the given length.</summary>
    /// <param name="source">The whole proof and nothing more.</param>
    /// <param name="proof">The proof, or null.</param>
    /// <param name="reason">What is wrong, or null.</param>
    public static bool TryRead(
        ReadOnlySpan<byte> source, [NotNullWhen(true)] out VarunaProof? proof, [NotNullWhen(false)] out string? reason)
    {
        ProofParts? parts = ProofCodec.Read(source, out reason);
        proof = parts is null ? null : new VarunaProof(parts);
        return parts is not null;
    }

    /// <summary>Reads the bech32m text form, prefix <c>proof</c>. Never throws.</summary>
    public static bool TryParse(
        ReadOnlySpan<char> text, [NotNullWhen(true)] out VarunaProof? proof, [NotNullWhen(false)] out string? reason)
    {
        proof = null;
        return Bech32m.TryDecode(text, ProofCodec.TextPrefix, ProofCodec.MaxBytes, out byte[]? bytes, out reason)
            && TryRead(bytes, out proof, out reason);
    }

    /// <summary>The encoded form: 957 bytes for one circuit with one instance, 144 more per further instance.</summary>
    public byte[] ToBytes() => ProofCodec.Write(Parts);

    /// <summary>The bech32m text form, prefix <c>proof</c>.</summary>
    public string ToText() => Bech32m.Encode(ProofCodec.TextPrefix, ToBytes());

    /// <inheritdoc/>
    public override string ToString() => ToText();
}
