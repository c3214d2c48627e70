using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using LionMl.Algebra;

namespace LionMl.Varuna;

/// <summary>What a verifier knows of a circuit: its counts and the commitments to its matrices, in snarkVM's bytes.</summary>
public sealed class VerifyingKey
{
    /// <summary>Bytes of the encoded form.</summary>
    public const int ByteCount = 1 + CircuitInfo.ByteCount + 8 + (CommitmentCount * G1Encoding.CompressedBytes) + CircuitIdBytes + 8;

    /// <summary>The number of commitments: col, row, row_col, row_col_val (in this order), each for A, B and C.</summary>
    public const int CommitmentCount = 12;

    /// <summary>Bytes of a circuit id.</summary>
    public const int CircuitIdBytes = 32;

    private const byte FormatVersion = 1;
    private const string TextPrefix = "verifier";

    private readonly G1Affine[] _commitments;
    private readonly byte[] _circuitId;

    internal VerifyingKey(CircuitInfo info, G1Affine[] commitments, byte[] circuitId, ulong variableCount)
    {
        Info = info;
        _commitments = commitments;
        _circuitId = circuitId;
        VariableCount = variableCount;
    }

    /// <summary>The counts that fix the domains.</summary>
    public CircuitInfo Info { get; }

    /// <summary>The twelve commitments: col_a, col_b, col_c, row_a, … row_col_val_c.</summary>
    public IReadOnlyList<G1Affine> Commitments => _commitments;

    /// <summary>BLAKE2s-256 of the counts and the matrices; it orders the circuits of a proof.</summary>
    public byte[] CircuitId => (byte[])_circuitId.Clone();

    /// <summary>snarkVM's number of variables; the protocol ignores it.</summary>
    public ulong VariableCount { get; }

    internal ReadOnlySpan<G1Affine> CommitmentSpan => _commitments;

    internal ReadOnlySpan<byte> CircuitIdSpan => _circuitId;

    /// <summary>Reads the encoded form. Never throws.</summary>
    /// <param name="source">Exactly <see cref="ByteCount"/> bytes.</param>
    /// <param name="key">The key, or null.</param>
    /// <param name="reason">What is wrong, or null.</param>
    public static bool TryRead(
        ReadOnlySpan<byte> source, [NotNullWhen(true)] out VerifyingKey? key, [NotNullWhen(false)] out string? reason)
    {
        key = null;
        if (source.Length != ByteCount)
        {
            reason = $"a verifying key has {ByteCount} bytes, not {source.Length}";
            return false;
        }

        var reader = new ByteReader(source);
        byte version = reader.Byte("the format version");
        reader.Expect(version == FormatVersion, $"format version {version} of a verifying key is unknown");
        CircuitInfo.TryRead(reader.Take(CircuitInfo.ByteCount, "the counts"), out CircuitInfo? info, out string? problem);
        reader.Expect(problem is null, problem ?? "");
        ulong count = reader.Number("the number of commitments");
        reader.Expect(count == CommitmentCount, $"a verifying key has {CommitmentCount} commitments, not {count}");
        Span<int> places = stackalloc int[CommitmentCount];
        for (int i = 0; i < places.Length; i++)
            places[i] = reader.Position + (i * G1Encoding.CompressedBytes);
        reader.DecodeAhead(places);
        var commitments = new G1Affine[CommitmentCount];
        for (int i = 0; i < commitments.Length && reader.Failure is null; i++)
            commitments[i] = reader.Point($"commitment {i}");
        byte[] circuitId = reader.Take(CircuitIdBytes, "the circuit id").ToArray();
        ulong variableCount = reader.Number("the number of variables");
        reader.ExpectEnd();
        reason = reader.Failure;
        if (reason is not null)
            return false;
        key = new VerifyingKey(info!, commitments, circuitId, variableCount);
        return true;
    }

    /// <summary>Reads the bech32m text form, prefix <c>verifier</c>. Never throws.</summary>
    public static bool TryParse(
        ReadOnlySpan<char> text, [NotNullWhen(true)] out VerifyingKey? key, [NotNullWhen(false)] out string? reason)
    {
        key = null;
        return Bech32m.TryDecode(text, TextPrefix, ByteCount, out byte[]? bytes, out reason) && TryRead(bytes, out key, out reason);
    }

    /// <summary>The encoded form: snarkVM's <see cref="ByteCount"/> bytes.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[ByteCount];
        bytes[0] = FormatVersion;
        Span<byte> rest = bytes.AsSpan(1);
        Info.Write(rest);
        rest = rest[CircuitInfo.ByteCount..];
        BinaryPrimitives.WriteUInt64LittleEndian(rest, CommitmentCount);
        rest = rest[8..];
        foreach (G1Affine commitment in _commitments)
        {
            G1Encoding.WriteCompressed(commitment, rest);
            rest = rest[G1Encoding.CompressedBytes..];
        }

        _circuitId.CopyTo(rest);
        BinaryPrimitives.WriteUInt64LittleEndian(rest[CircuitIdBytes..], VariableCount);
        return bytes;
    }

    /// <summary>The bech32m text form, prefix <c>verifier</c>.</summary>
    public string ToText() => Bech32m.Encode(TextPrefix, ToBytes());

    /// <inheritdoc/>
    public override string ToString() => ToText();
}
