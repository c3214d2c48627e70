using System.Numerics;

namespace LionMl.Algebra.Tests.Vectors;

/// <summary>Lane values at and within the bounds that the kernels document.</summary>
internal static unsafe class RedundantValues
{
    /// <summary>
    /// Round 0: edge values; then canonical, differences of canonical values, and limbs of full width around ±2^limbBits.
    /// </summary>
    public static void Fill(LaneField field, LaneBlock block, Random random, int round, int limbBits)
    {
        BigInteger p = field.Modulus;
        for (int i = 0; i < block.Length; i++)
        {
            if (round == 0)
            {
                block[i] = (i % 8) switch { 0 => 0, 1 => 1, 2 => p - 1, 3 => p, 4 => -1, 5 => -p, 6 => 2 * p, _ => (63 * p) + 5 };
                continue;
            }

            block[i] = Random(random, p);
            if (round % 3 == 1)
                continue;

            for (int limb = 0; limb < field.Limbs - 1; limb++)
                *block.Limb(i, limb) = round % 3 == 2 ? *block.Limb(i, limb) - random.NextInt64(1L << field.LimbBits) : Extreme(random, limbBits);

            *block.Limb(i, field.Limbs - 1) = random.NextInt64(-1L << (TopBits(field) + 5), 1L << (TopBits(field) + 5));
        }
    }

    public static BigInteger Random(Random random, BigInteger modulus)
    {
        byte[] bytes = new byte[56];
        random.NextBytes(bytes);
        return new BigInteger(bytes, isUnsigned: true) % modulus;
    }

    private static int TopBits(LaneField field) => (int)field.Modulus.GetBitLength() - (field.LimbBits * (field.Limbs - 1));

    private static long Extreme(Random random, int limbBits) => random.Next(4) switch
    {
        0 => 1L << limbBits,
        1 => -1L << limbBits,
        2 => (1L << limbBits) - 1,
        _ => random.NextInt64(-1L << limbBits, 1L << limbBits),
    };
}
