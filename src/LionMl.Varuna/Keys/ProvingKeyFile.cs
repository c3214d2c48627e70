using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using LionMl.Algebra;
using LionMl.R1cs;

namespace LionMl.Varuna;

/// <summary>
/// The file of a proving key: preamble (magic, format version, length of the body, SHA-256 of the body), then the body: SRS identity,
/// verifying key, counts, and little-endian arrays that each start at a multiple of 64 bytes, so that a reader may map them.
/// </summary>
internal static partial class ProvingKeyFile
{
    private const uint FormatVersion = 1;
    private const int PreambleBytes = 64;
    private const int Alignment = 64;
    private const int IdentityBytes = 32;
    private const int FixedBytes = IdentityBytes + VerifyingKey.ByteCount + 7 + (8 * CountFields);
    private const int CountFields = 10;
    private const int MaxScopeBytes = 1 << 26;

    private static ReadOnlySpan<byte> Magic => "LionVPK\n"u8;

    internal static void Write(ProvingKey key, Stream destination)
    {
        R1csCircuit<Fr> circuit = key.Circuit;
        byte[] scopes = EncodeScopes(circuit.Scopes);

        // Two passes over the same sections: the first for the length and the checksum that stand in front.
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        long length = 0;
        Emit(bytes =>
        {
            hash.AppendData(bytes);
            length += bytes.Length;
        });
        Span<byte> preamble = stackalloc byte[PreambleBytes];
        preamble.Clear();
        Magic.CopyTo(preamble);
        BinaryPrimitives.WriteUInt32LittleEndian(preamble[8..], FormatVersion);
        BinaryPrimitives.WriteInt64LittleEndian(preamble[16..], length);
        hash.GetHashAndReset().CopyTo(preamble[24..]);
        destination.Write(preamble);
        Emit(bytes => destination.Write(bytes));

        void Emit(SpanAction write)
        {
            var writer = new SectionWriter(write);
            writer.Write(Fixed(key, scopes.Length));
            foreach (R1csMatrix<Fr> matrix in (ReadOnlySpan<R1csMatrix<Fr>>)[circuit.A, circuit.B, circuit.C])
            {
                writer.Section(matrix.RowStarts);
                writer.Section(matrix.Columns);
                writer.Section(matrix.CoefficientIndices);
                var coefficients = new byte[32 * matrix.Coefficients.Length];
                for (int i = 0; i < matrix.Coefficients.Length; i++)
                    matrix.Coefficients[i].WriteLittleEndian(coefficients.AsSpan(32 * i));
                writer.Align();
                writer.Write(coefficients);
            }

            writer.Align();
            writer.Write(scopes);
        }
    }

    private static byte[] Fixed(ProvingKey key, int scopeBytes)
    {
        R1csCircuit<Fr> circuit = key.Circuit;
        var bytes = new byte[FixedBytes];
        key.SrsIdentity.CopyTo(bytes);
        key.VerifyingKey.ToBytes().CopyTo(bytes.AsSpan(IdentityBytes));
        Span<byte> counts = bytes.AsSpan(FixedBytes - (8 * CountFields));
        ReadOnlySpan<int> values =
        [
            circuit.PublicCount, circuit.PrivateCount, circuit.ConstraintCount,
            circuit.A.EntryCount, circuit.B.EntryCount, circuit.C.EntryCount,
            circuit.A.Coefficients.Length, circuit.B.Coefficients.Length, circuit.C.Coefficients.Length, scopeBytes,
        ];
        for (int i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteInt64LittleEndian(counts[(8 * i)..], values[i]);
        return bytes;
    }

    private static byte[] EncodeScopes(IReadOnlyList<R1csScope> scopes)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        writer.Write(scopes.Count);
        foreach (R1csScope scope in scopes)
        {
            writer.Write(scope.FirstConstraint);
            writer.Write(scope.Path);
        }

        writer.Flush();
        return stream.ToArray();
    }

    private delegate void SpanAction(ReadOnlySpan<byte> bytes);

    private sealed class SectionWriter(SpanAction write)
    {
        private long _position;

        internal void Write(ReadOnlySpan<byte> bytes)
        {
            write(bytes);
            _position += bytes.Length;
        }

        internal void Align() => Write(new byte[Padding(_position)]);

        internal void Section(ReadOnlySpan<int> values)
        {
            Align();
            if (BitConverter.IsLittleEndian)
            {
                Write(MemoryMarshal.AsBytes(values));
                return;
            }

            var swapped = new int[values.Length];
            BinaryPrimitives.ReverseEndianness(values, swapped);
            Write(MemoryMarshal.AsBytes<int>(swapped));
        }
    }

    private static int Padding(long position) => (int)(-position & (Alignment - 1));
}
