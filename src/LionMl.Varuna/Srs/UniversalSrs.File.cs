using System.Buffers.Binary;
using System.Security.Cryptography;
using LionMl.Algebra;

namespace LionMl.Varuna;

public sealed partial class UniversalSrs
{
    private const uint FileVersion = 1;
    private const int HeaderBytes = 17;
    private const int HashBytes = 32;
    private const int ChunkPoints = 1 << 13;
    private const string SandboxName = "the sandbox SRS file";

    private static ReadOnlySpan<byte> Magic => "LIONSRS\n"u8;

    /// <summary>Writes a sandbox SRS.</summary>
    /// <remarks>
    /// Layout: magic, u32 version, u8 log size, u32 length of the verifier's part; that part; the blinding powers, unshifted and then per
    /// degree bound in ascending order; powers; shifted powers; SHA-256 of all before. Points uncompressed.
    /// </remarks>
    /// <exception cref="InvalidOperationException">This is not a whole sandbox SRS.</exception>
    public void SaveSandbox(Stream destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        int logSize = int.Log2(ShiftedPowers.Count);
        if (Kind != SrsKind.Sandbox || ShiftedPowers.Count != 1 << logSize || Powers.Count != SandboxPowerCount(logSize))
        {
            throw new InvalidOperationException("Only a whole sandbox SRS is saved; Aleo's files are kept as they are.");
        }

        using var stream = new HashingStream(destination);
        byte[] verifier = Verifier.ToBytes();
        Span<byte> header = stackalloc byte[HeaderBytes];
        Magic.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(header[8..], FileVersion);
        header[12] = (byte)logSize;
        BinaryPrimitives.WriteUInt32LittleEndian(header[13..], (uint)verifier.Length);
        stream.Write(header);
        stream.Write(verifier);
        WritePoints(stream, _blindingPowers);
        foreach ((_, G1Affine[] points) in _shiftedBlindingPowers.OrderBy(p => p.Key))
        {
            WritePoints(stream, points);
        }

        WriteBases(stream, Powers);
        WriteBases(stream, ShiftedPowers);
        destination.Write(stream.CurrentHash());
    }

    /// <summary>Reads what <see cref="SaveSandbox"/> wrote, keeping only as many powers as asked for.</summary>
    /// <param name="source">The file, from its start.</param>
    /// <param name="requirement">What will be used, or null for everything.</param>
    /// <param name="workers">Cores and cancellation.</param>
    /// <exception cref="SrsException">Foreign, of another version, truncated, corrupt, or too small.</exception>
    public static UniversalSrs LoadSandbox(Stream source, SrsRequirement? requirement, Workers workers)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(workers);
        using var stream = new HashingStream(source);
        Span<byte> header = stackalloc byte[HeaderBytes];
        SrsFile.Fill(stream, header, SandboxName);
        if (!header[..8].SequenceEqual(Magic))
        {
            throw new SrsException("this is not a sandbox SRS file.");
        }

        uint version = BinaryPrimitives.ReadUInt32LittleEndian(header[8..]);
        int logSize = header[12];
        uint verifierBytes = BinaryPrimitives.ReadUInt32LittleEndian(header[13..]);
        if (version != FileVersion || logSize < 3 || logSize > MaxSandboxLogSize || verifierBytes > 1 << 16)
        {
            throw new SrsException(
                $"this sandbox SRS file has version {version} and log size {logSize}; this program reads version {FileVersion}, "
                + $"log size 3 to {MaxSandboxLogSize}. Make it again with `lion srs make`.");
        }

        byte[] verifierPart = new byte[verifierBytes];
        SrsFile.Fill(stream, verifierPart, SandboxName);
        if (!VerifierSrs.TryRead(verifierPart, out VerifierSrs? verifier, out string? reason))
        {
            throw new SrsException($"the sandbox SRS file is corrupt: {reason}.");
        }

        G1Affine[] blinding = ReadBlinding(stream);
        var shiftedBlinding = new Dictionary<int, G1Affine[]>();
        for (int log = 1; log <= logSize; log++)
        {
            shiftedBlinding.Add(VerifierSrs.DegreeBoundOf(log), ReadBlinding(stream));
        }

        int powerCount = SandboxPowerCount(logSize);
        int shiftedCount = 1 << logSize;
        int keptPowers = Math.Min(powerCount, requirement?.PowerCount ?? powerCount);
        int keptShifted = Math.Min(shiftedCount, requirement?.ShiftedPowerCount ?? shiftedCount);
        var powers = new G1Bases(keptPowers);
        SrsFile.ReadPoints(stream, SandboxName, powers, 0, keptPowers, workers);
        SrsFile.Skip(
            stream, SandboxName, (long)(powerCount - keptPowers + shiftedCount - keptShifted) * G1Encoding.UncompressedBytes);
        var shifted = new G1Bases(keptShifted);
        SrsFile.ReadPoints(stream, SandboxName, shifted, 0, keptShifted, workers);
        byte[] hash = stream.CurrentHash();
        Span<byte> stored = stackalloc byte[HashBytes];
        if (source.ReadAtLeast(stored, HashBytes, throwOnEndOfStream: false) < HashBytes || !stored.SequenceEqual(hash))
        {
            throw new SrsException("the sandbox SRS file is corrupt: its checksum does not match. Delete it and make it again.");
        }

        var srs = new UniversalSrs(SrsKind.Sandbox, powers, shifted, blinding, shiftedBlinding, verifier!);
        if (requirement is { } needed)
        {
            srs.Ensure(needed);
        }

        return srs;
    }

    private static G1Affine[] ReadBlinding(Stream stream)
    {
        var points = new G1Affine[BlindingCount];
        Span<byte> bytes = stackalloc byte[G1Encoding.UncompressedBytes];
        for (int i = 0; i < BlindingCount; i++)
        {
            SrsFile.Fill(stream, bytes, SandboxName);
            if (!G1Encoding.TryReadUncompressed(bytes, out points[i], checkSubgroup: true))
            {
                throw new SrsException("the sandbox SRS file is corrupt: a blinding power is not a point of G1.");
            }
        }

        return points;
    }

    private static void WritePoints(Stream stream, ReadOnlySpan<G1Affine> points)
    {
        Span<byte> bytes = stackalloc byte[G1Encoding.UncompressedBytes];
        foreach (G1Affine point in points)
        {
            G1Encoding.WriteUncompressed(point, bytes);
            stream.Write(bytes);
        }
    }

    private static void WriteBases(Stream stream, G1Bases bases)
    {
        byte[] buffer = new byte[ChunkPoints * G1Encoding.UncompressedBytes];
        for (int start = 0; start < bases.Count; start += ChunkPoints)
        {
            int take = Math.Min(ChunkPoints, bases.Count - start);
            for (int i = 0; i < take; i++)
            {
                G1Encoding.WriteUncompressed(
                    bases[start + i], buffer.AsSpan(i * G1Encoding.UncompressedBytes, G1Encoding.UncompressedBytes));
            }

            stream.Write(buffer.AsSpan(0, take * G1Encoding.UncompressedBytes));
        }
    }
}
