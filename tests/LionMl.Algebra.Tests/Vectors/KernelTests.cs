using System.Numerics;

namespace LionMl.Algebra.Tests.Vectors;

public sealed unsafe class KernelTests
{
    private const int Rounds = 300;

    [Fact]
    public void Fq_products_of_redundant_values_agree_with_integers()
    {
        if (VectorPaths.IsSupported(VectorPath.Vector512))
        {
            CheckProducts(LaneField.Fq, (r, a, b) => FqKernels512.Multiply((long*)r, (long*)a, (long*)b));
            CheckProducts(LaneField.Fq, (r, a, b) => FqKernels512.Multiply((long*)r, (long*)a, (long*)b, 1));
        }
    }

    [Fact]
    public void Fq_squares_of_redundant_values_agree_with_integers()
    {
        if (VectorPaths.IsSupported(VectorPath.Vector512))
        {
            CheckSquares(LaneField.Fq, (r, a) => FqKernels512.Square((long*)r, (long*)a));
            CheckSquares(LaneField.Fq, (r, a) => FqKernels512.Square((long*)r, (long*)a, 1));
        }
    }

    [Fact]
    public void Fr_products_and_squares_of_redundant_values_agree_with_integers()
    {
        if (VectorPaths.IsSupported(VectorPath.Vector512))
        {
            CheckProducts(LaneField.Fr, (r, a, b) => FrKernels512.Multiply((long*)r, (long*)a, (long*)b, 1));
            CheckSquares(LaneField.Fr, (r, a) => FrKernels512.Square((long*)r, (long*)a, 1));
        }
    }

    private static void CheckProducts(LaneField field, Action<nint, nint, nint> multiply)
    {
        var random = new Random(20260101);
        using var a = new LaneBlock(field);
        using var b = new LaneBlock(field);
        using var r = new LaneBlock(field);
        for (int round = 0; round < Rounds; round++)
        {
            RedundantValues.Fill(field, a, random, round, limbBits: 53);
            RedundantValues.Fill(field, b, random, round, limbBits: field == LaneField.Fq ? 50 : 52);
            multiply((nint)r.Pointer, (nint)a.Pointer, (nint)b.Pointer);
            for (int lane = 0; lane < 8; lane++)
                AssertProduct(field, r, lane, a[lane] * b[lane]);
        }
    }

    private static void CheckSquares(LaneField field, Action<nint, nint> square)
    {
        var random = new Random(20260102);
        using var a = new LaneBlock(field);
        using var r = new LaneBlock(field);
        for (int round = 0; round < Rounds; round++)
        {
            RedundantValues.Fill(field, a, random, round, limbBits: field == LaneField.Fq ? 51 : 52);
            square((nint)r.Pointer, (nint)a.Pointer);
            for (int lane = 0; lane < 8; lane++)
                AssertProduct(field, r, lane, a[lane] * a[lane]);
        }
    }

    private static void AssertProduct(LaneField field, LaneBlock result, int lane, BigInteger exact)
    {
        Assert.Equal(field.Reduce(exact * field.InverseRadix), field.Reduce(result[lane]));

        // |a·b| <= (64 p)^2 < R·p·c: the documented range of the result, and limbs that a next product accepts.
        BigInteger limit = (BigInteger.Abs(exact) >> (field.Limbs * field.LimbBits)) + (2 * field.Modulus) + field.Modulus / 1000;
        Assert.InRange(result[lane], -limit, limit);
        for (int limb = 0; limb < field.Limbs - 1; limb++)
            Assert.InRange(*result.Limb(lane, limb), -1L << 10, (1L << field.LimbBits) + (1 << 10));
    }
}
