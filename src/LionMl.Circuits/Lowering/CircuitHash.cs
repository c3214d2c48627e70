using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using LionMl.Algebra;
using LionMl.R1cs;

namespace LionMl.Circuits;

/// <summary>SHA-256 over the constraints: counts, then each matrix with its coefficients in canonical little-endian form.</summary>
internal static class CircuitHash
{
    public static byte[] Of(R1csCircuit<Fr> circuit)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, [circuit.PublicCount, circuit.PrivateCount, circuit.ConstraintCount]);
        byte[] coefficient = new byte[Fr.ByteCount];
        foreach (var matrix in (ReadOnlySpan<R1csMatrix<Fr>>)[circuit.A, circuit.B, circuit.C])
        {
            Append(hash, [matrix.EntryCount, matrix.Coefficients.Length]);
            Append(hash, matrix.RowStarts);
            Append(hash, matrix.Columns);
            Append(hash, matrix.CoefficientIndices);
            foreach (var value in matrix.Coefficients)
            {
                value.WriteLittleEndian(coefficient);
                hash.AppendData(coefficient);
            }
        }

        return hash.GetHashAndReset();
    }

    private static void Append(IncrementalHash hash, ReadOnlySpan<int> values)
    {
        if (BitConverter.IsLittleEndian)
        {
            hash.AppendData(MemoryMarshal.AsBytes(values));
            return;
        }

        Span<byte> bytes = stackalloc byte[sizeof(int)];
        foreach (int value in values)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
            hash.AppendData(bytes);
        }
    }
}
