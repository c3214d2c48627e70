using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;
using LionMl.Algebra;

namespace LionMl.Varuna.Tests;

/// <summary>The reference's reproducible source: element k is SHA-256(seed, k, 0) || SHA-256(seed, k, 1), little endian, mod r.</summary>
internal sealed class HashRandomness(string seed) : IProverRandomness
{
    private readonly byte[] _seed = System.Text.Encoding.ASCII.GetBytes(seed);
    private ulong _counter;

    public Fr NextElement()
    {
        byte[] message = [.. _seed, .. new byte[9]];
        BinaryPrimitives.WriteUInt64LittleEndian(message.AsSpan(_seed.Length), _counter++);
        byte[] low = SHA256.HashData(message);
        message[^1] = 1;
        byte[] high = SHA256.HashData(message);
        return Fr.FromBigInteger(new BigInteger([.. low, .. high], isUnsigned: true));
    }

    public void NextBlinding(Span<Fr> coefficients)
    {
        for (int i = 0; i < coefficients.Length; i++)
            coefficients[i] = NextElement();
    }
}
