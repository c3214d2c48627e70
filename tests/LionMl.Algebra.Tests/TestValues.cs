using System.Numerics;

namespace LionMl.Algebra.Tests;

/// <summary>Random values for tests, from a seeded source.</summary>
internal static class TestValues
{
    public static F Random<F>(Random random)
        where F : unmanaged, IField<F>
    {
        byte[] bytes = new byte[F.ByteCount + 8];
        random.NextBytes(bytes);
        return F.FromBigInteger(new BigInteger(bytes, isUnsigned: true));
    }

    public static G1Affine RandomPoint(Random random) =>
        (G1Projective.FromAffine(G1Affine.Generator) * Random<Fr>(random)).ToAffine();
}
