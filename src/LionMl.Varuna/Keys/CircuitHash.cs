using System.Buffers.Binary;
using LionMl.Algebra;
using LionMl.R1cs;

namespace LionMl.Varuna;

/// <summary>The circuit id: BLAKE2s-256 over the counts and the three matrices as Varuna sees them.</summary>
internal static class CircuitHash
{
    private const int EntryBytes = 40;

    internal static byte[] Compute(R1csCircuit<Fr> circuit, CircuitInfo info, CancellationToken cancellation)
    {
        var hash = new Blake2s();
        Span<byte> counts = stackalloc byte[CircuitInfo.ByteCount];
        info.Write(counts);
        hash.Update(counts);
        ReadOnlySpan<R1csMatrix<Fr>> matrices = [circuit.A, circuit.B, circuit.C];
        for (int i = 0; i < matrices.Length; i++)
        {
            int zeroKnowledgeColumn = info.PublicCount + circuit.PrivateCount + i;
            Absorb(hash, matrices[i], circuit.PublicCount, info.PublicCount, zeroKnowledgeColumn, cancellation);
        }

        return hash.Finish();
    }

    private static void Absorb(
        Blake2s hash, R1csMatrix<Fr> matrix, int publics, int paddedPublics, int zeroKnowledgeColumn, CancellationToken cancellation)
    {
        // The dictionary of coefficients is small: each is encoded once.
        ReadOnlySpan<Fr> coefficients = matrix.Coefficients;
        var encoded = new byte[32 * coefficients.Length];
        for (int i = 0; i < coefficients.Length; i++)
            coefficients[i].WriteLittleEndian(encoded.AsSpan(32 * i));
        ReadOnlySpan<int> rowStarts = matrix.RowStarts, columns = matrix.Columns, indices = matrix.CoefficientIndices;
        var buffer = new byte[1 << 16];
        int used = 0;
        Number(matrix.RowCount + 1);
        for (int row = 0; row < matrix.RowCount; row++)
        {
            if ((row & 0xfff) == 0)
                cancellation.ThrowIfCancellationRequested();
            Number(rowStarts[row + 1] - rowStarts[row]);
            for (int k = rowStarts[row]; k < rowStarts[row + 1]; k++)
            {
                int column = columns[k] < publics ? columns[k] : columns[k] - publics + paddedPublics;
                Entry(encoded.AsSpan(32 * indices[k], 32), column);
            }
        }

        Span<byte> one = stackalloc byte[32];
        Fr.One.WriteLittleEndian(one);
        Number(1);
        Entry(one, zeroKnowledgeColumn);
        hash.Update(buffer.AsSpan(0, used));

        void Number(int value)
        {
            if (used + EntryBytes > buffer.Length)
            {
                hash.Update(buffer.AsSpan(0, used));
                used = 0;
            }

            BinaryPrimitives.WriteUInt64LittleEndian(buffer.AsSpan(used), (ulong)value);
            used += 8;
        }

        void Entry(ReadOnlySpan<byte> coefficient, int column)
        {
            if (used + EntryBytes > buffer.Length)
            {
                hash.Update(buffer.AsSpan(0, used));
                used = 0;
            }

            coefficient.CopyTo(buffer.AsSpan(used));
            used += 32;
            BinaryPrimitives.WriteUInt64LittleEndian(buffer.AsSpan(used), (ulong)column);
            used += 8;
        }
    }
}
