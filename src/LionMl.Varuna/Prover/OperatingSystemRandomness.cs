using System.Security.Cryptography;
using LionMl.Algebra;

namespace LionMl.Varuna;

/// <summary>Randomness of the operating system. The only source for real proofs.</summary>
public sealed class OperatingSystemRandomness : IProverRandomness
{
    /// <inheritdoc/>
    public Fr NextElement()
    {
        Span<byte> bytes = stackalloc byte[32];
        Fr element;
        do
        {
            RandomNumberGenerator.Fill(bytes);
            // The modulus has 253 bits: cut to 253 bits and draw again (44 % of the time) until below it; that is exactly uniform.
            bytes[31] &= 0x1f;
        }
        while (!Fr.TryReadLittleEndian(bytes, out element));
        CryptographicOperations.ZeroMemory(bytes);
        return element;
    }

    /// <inheritdoc/>
    public void NextBlinding(Span<Fr> coefficients)
    {
        for (int i = 0; i < coefficients.Length; i++)
            coefficients[i] = NextElement();
    }
}
