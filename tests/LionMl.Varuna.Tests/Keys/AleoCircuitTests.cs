using System.Buffers.Binary;
using System.IO.Compression;
using LionMl.Algebra;
using LionMl.R1cs;
using LionMl.Varuna.Tests.Interop;

namespace LionMl.Varuna.Tests;

/// <summary>The R1CS of a program on Aleo's mainnet must index to its real verifying key.</summary>
public sealed class AleoCircuitTests
{
    private const int PublicCount = 16;
    private static readonly Lazy<R1csCircuit<Fr>> Hello = new(ReadHello);

    [Fact]
    public void The_circuit_id_and_the_counts_of_a_real_key_follow_from_its_constraints()
    {
        VerifyingKey key = AleoData.Key("hello_vk.bin");
        var index = new IndexedCircuit(Hello.Value);
        Assert.Equal(key.Info, index.Info);
        byte[] id = CircuitHash.Compute(Hello.Value, index.Info, CancellationToken.None);
        Assert.Equal(Convert.ToHexStringLower(key.CircuitId), Convert.ToHexStringLower(id));
    }

    [NodeFact]
    public void The_commitments_of_a_real_key_follow_from_its_constraints()
    {
        // The npm package embeds the first 2^15 powers: enough for the matrices A and C; B has |K| = 2^16.
        byte[]? powers = FindPowers();
        Assert.NotNull(powers);
        using var bases = new G1Bases(1 << 15);
        bases.LoadUncompressed(powers, 0, Workers.All);
        VerifyingKey key = AleoData.Key("hello_vk.bin");
        var polynomials = new IndexPolynomials(new IndexedCircuit(Hello.Value), Workers.All);
        for (int place = 0; place < VerifyingKey.CommitmentCount; place++)
        {
            using FrVector polynomial = polynomials.Interpolate(CommittedPolynomial.InKey(place));
            if (polynomial.Length > bases.Count)
                continue;
            G1Affine commitment = Msm.Compute(bases, 0, polynomial, 0, polynomial.Length, Workers.All).ToAffine();
            Assert.Equal(key.Commitments[place], commitment);
        }
    }

    private static R1csCircuit<Fr> ReadHello()
    {
        // The hashed form of the circuit id: six counts, then per matrix the rows of (coefficient, column), zero-knowledge row last.
        using var packed = new MemoryStream(AleoData.Read("hello_r1cs.bin.br"));
        using var brotli = new BrotliStream(packed, CompressionMode.Decompress);
        using var unpacked = new MemoryStream();
        brotli.CopyTo(unpacked);
        byte[] bytes = unpacked.ToArray();
        int position = 48;
        R1csMatrix<Fr> a = ReadMatrix(), b = ReadMatrix(), c = ReadMatrix();
        Assert.Equal(bytes.Length, position);
        int variables = (int)BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(8));
        return new R1csCircuit<Fr>(PublicCount, variables - PublicCount - 3, a, b, c);

        R1csMatrix<Fr> ReadMatrix()
        {
            var rows = new List<(int, Fr)[]>();
            int rowCount = Number();
            for (int row = 0; row < rowCount; row++)
            {
                var entries = new (int, Fr)[Number()];
                for (int k = 0; k < entries.Length; k++)
                {
                    Assert.True(Fr.TryReadLittleEndian(bytes.AsSpan(position, 32), out Fr coefficient));
                    position += 32;
                    entries[k] = (Number(), coefficient);
                }

                rows.Add(entries);
            }

            return R1csMatrix<Fr>.FromRows(rows.SkipLast(1));
        }

        int Number()
        {
            position += 8;
            return (int)BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(position - 8));
        }
    }

    /// <summary>The powers inside of the npm package of the interop tests, or null if it is not installed.</summary>
    private static byte[]? FindPowers()
    {
        const int Count = 1 << 15;
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !Directory.Exists(Path.Combine(folder, "tests", "interop")))
            folder = Path.GetDirectoryName(folder);
        string package = Path.Combine(folder ?? "", "tests", "interop", "node_modules", "@provablehq", "wasm");
        if (!Directory.Exists(package))
            return null;
        byte[] header = [.. new byte[8], .. new byte[G1Encoding.UncompressedBytes]];
        BinaryPrimitives.WriteInt64LittleEndian(header, Count);
        G1Encoding.WriteUncompressed(G1Affine.Generator, header.AsSpan(8));
        foreach (string file in Directory.EnumerateFiles(package, "*.wasm", SearchOption.AllDirectories))
        {
            byte[] bytes = File.ReadAllBytes(file);
            int start = bytes.AsSpan().IndexOf(header);
            if (start >= 0)
                return bytes.AsSpan(start + 8, Count * G1Encoding.UncompressedBytes).ToArray();
        }

        return null;
    }
}
