using System.Numerics;

namespace LionMl.Algebra.Tests.Vectors;

/// <summary>Every path's kernels against integers, for redundant signed operands up to the documented bounds.</summary>
public sealed unsafe class KernelTests
{
    private const int Rounds = 100;
    private const int Blocks = 3;

    [Fact]
    public void Fq_scalar_kernels_agree_with_integers() => CheckFq<FqKernelsScalar>(VectorPath.Scalar);

    [Fact]
    public void Fq_128_bit_kernels_agree_with_integers() => CheckFq<FqKernels128>(VectorPath.Vector128);

    [Fact]
    public void Fq_256_bit_kernels_agree_with_integers() => CheckFq<FqKernels256>(VectorPath.Vector256);

    [Fact]
    public void Fq_512_bit_kernels_agree_with_integers() => CheckFq<FqKernels512>(VectorPath.Vector512);

    [Fact]
    public void Fr_128_bit_kernels_agree_with_integers() => CheckFr<FrKernels128>(VectorPath.Vector128);

    [Fact]
    public void Fr_256_bit_kernels_agree_with_integers() => CheckFr<FrKernels256>(VectorPath.Vector256);

    [Fact]
    public void Fr_512_bit_kernels_agree_with_integers() => CheckFr<FrKernels512>(VectorPath.Vector512);

    [Fact]
    public void The_current_path_multiplies_and_squares_Fq()
    {
        CheckProducts(LaneField.Fq, 1, (r, a, b) => FqKernels.Multiply((long*)r, (long*)a, (long*)b));
        CheckSquares(LaneField.Fq, 1, (r, a) => FqKernels.Square((long*)r, (long*)a));
    }

    private static void CheckFq<TKernels>(VectorPath path)
        where TKernels : struct, IFqKernels
    {
        if (!VectorPaths.IsSupported(path))
            return;

        CheckProducts(LaneField.Fq, 1, (r, a, b) => TKernels.Multiply((long*)r, (long*)a, (long*)b));
        CheckProducts(LaneField.Fq, Blocks, (r, a, b) => TKernels.Multiply((long*)r, (long*)a, (long*)b, Blocks));
        CheckSquares(LaneField.Fq, 1, (r, a) => TKernels.Square((long*)r, (long*)a));
        CheckSquares(LaneField.Fq, Blocks, (r, a) => TKernels.Square((long*)r, (long*)a, Blocks));
    }

    private static void CheckFr<TKernels>(VectorPath path)
        where TKernels : struct, IFrKernels
    {
        if (!VectorPaths.IsSupported(path))
            return;

        LaneField field = LaneField.Fr;
        CheckProducts(field, Blocks, (r, a, b) => TKernels.Multiply((long*)r, (long*)a, (long*)b, Blocks));
        CheckSquares(field, Blocks, (r, a) => TKernels.Square((long*)r, (long*)a, Blocks));
        CheckScale<TKernels>();
        CheckButterflies<TKernels>(broadcast: true);
        CheckButterflies<TKernels>(broadcast: false);
    }

    private static void CheckProducts(LaneField field, int blocks, Action<nint, nint, nint> multiply)
    {
        var random = new Random(20260101);
        using var a = new LaneBlock(field, blocks);
        using var b = new LaneBlock(field, blocks);
        using var r = new LaneBlock(field, blocks);
        for (int round = 0; round < Rounds; round++)
        {
            RedundantValues.Fill(field, a, random, round, limbBits: 53);
            RedundantValues.Fill(field, b, random, round, limbBits: field == LaneField.Fq ? 50 : 52);
            multiply((nint)r.Pointer, (nint)a.Pointer, (nint)b.Pointer);
            for (int i = 0; i < r.Length; i++)
                AssertProduct(field, r, i, a[i] * b[i]);
        }
    }

    private static void CheckSquares(LaneField field, int blocks, Action<nint, nint> square)
    {
        var random = new Random(20260102);
        using var a = new LaneBlock(field, blocks);
        using var r = new LaneBlock(field, blocks);
        for (int round = 0; round < Rounds; round++)
        {
            RedundantValues.Fill(field, a, random, round, limbBits: field == LaneField.Fq ? 51 : 52);
            square((nint)r.Pointer, (nint)a.Pointer);
            for (int i = 0; i < r.Length; i++)
                AssertProduct(field, r, i, a[i] * a[i]);
        }
    }

    private static void CheckScale<TKernels>()
        where TKernels : struct, IFrKernels
    {
        LaneField field = LaneField.Fr;
        var random = new Random(20260103);
        using var a = new LaneBlock(field, Blocks);
        using var r = new LaneBlock(field, Blocks);
        using var lane = new LaneBlock(field);
        long* factor = stackalloc long[FrLanes.Limbs];
        for (int round = 0; round < Rounds; round++)
        {
            RedundantValues.Fill(field, a, random, round, limbBits: 53);
            RedundantValues.Fill(field, lane, random, 1, limbBits: 52);
            for (int j = 0; j < FrLanes.Limbs; j++)
                factor[j] = *lane.Limb(0, j);

            TKernels.Scale(r.Pointer, a.Pointer, factor, Blocks);
            for (int i = 0; i < r.Length; i++)
                AssertProduct(field, r, i, a[i] * lane[0]);
        }
    }

    private static void CheckButterflies<TKernels>(bool broadcast)
        where TKernels : struct, IFrKernels
    {
        LaneField field = LaneField.Fr;
        var random = new Random(20260104);
        using var u = new LaneBlock(field, Blocks);
        using var v = new LaneBlock(field, Blocks);
        using var f = new LaneBlock(field);
        long* factor = stackalloc long[FrLanes.Limbs];
        for (int round = 0; round < Rounds; round++)
        {
            RedundantValues.Fill(field, f, random, 1, limbBits: 52);
            for (int j = 0; j < FrLanes.Limbs; j++)
                factor[j] = *f.Limb(0, j);

            // Forward: both may be as far from normal as 2^57.
            RedundantValues.Fill(field, u, random, round, limbBits: 57);
            RedundantValues.Fill(field, v, random, round, limbBits: 57);
            BigInteger[] us = u.ToArray();
            BigInteger[] vs = v.ToArray();
            if (broadcast)
                TKernels.Butterfly(u.Pointer, v.Pointer, factor, Blocks);
            else
                TKernels.ButterflyLanes(u.Pointer, v.Pointer, f.Pointer, Blocks);

            for (int i = 0; i < us.Length; i++)
            {
                BigInteger product = vs[i] * f[broadcast ? 0 : i % 8] * field.InverseRadix;
                Assert.Equal(field.Reduce(us[i] + product), field.Reduce(u[i]));
                Assert.Equal(field.Reduce(us[i] - product), field.Reduce(v[i]));
            }

            // Inverse: of reduced elements, as any product is.
            RedundantValues.Fill(field, u, random, round == 0 ? 0 : 1, limbBits: 52);
            RedundantValues.Fill(field, v, random, round == 0 ? 0 : 1, limbBits: 52);
            for (int i = 0; i < us.Length; i++)
                (u[i], v[i]) = (Near(u[i], random), Near(v[i], random));

            us = u.ToArray();
            vs = v.ToArray();
            if (broadcast)
                TKernels.InverseButterfly(u.Pointer, v.Pointer, factor, Blocks);
            else
                TKernels.InverseButterflyLanes(u.Pointer, v.Pointer, f.Pointer, Blocks);

            for (int i = 0; i < us.Length; i++)
            {
                Assert.Equal(field.Reduce(us[i] + vs[i]), field.Reduce(u[i]));
                Assert.InRange(u[i], -field.Modulus, field.Modulus);
                AssertProduct(field, v, i, (us[i] - vs[i]) * f[broadcast ? 0 : i % 8]);
            }
        }
    }

    /// <summary>A value in (−3p, 3p) that is congruent to another.</summary>
    private static BigInteger Near(BigInteger value, Random random) =>
        LaneField.Fr.Reduce(value) + (LaneField.Fr.Modulus * random.Next(-3, 3));

    private static void AssertProduct(LaneField field, LaneBlock result, int index, BigInteger exact)
    {
        Assert.Equal(field.Reduce(exact * field.InverseRadix), field.Reduce(result[index]));

        BigInteger limit = (BigInteger.Abs(exact) >> (field.Limbs * field.LimbBits)) + (2 * field.Modulus) + (field.Modulus / 1000);
        Assert.InRange(result[index], -limit, limit);
        for (int limb = 0; limb < field.Limbs - 1; limb++)
            Assert.InRange(*result.Limb(index, limb), -1L << 10, (1L << field.LimbBits) + (1 << 10));
    }
}
