using System.Text.Json;

namespace LionMl.Algebra.Tests.Curves;

public sealed class G1Tests
{
    private static readonly G1Projective G = G1Projective.FromAffine(G1Affine.Generator);
    private readonly Random _random = new(31);

    [Fact]
    public void The_generator_has_order_r()
    {
        Assert.True(G1Affine.Generator.IsOnCurve);
        Assert.True(G1Affine.Generator.IsInSubgroup);
        Assert.True(((G * -Fr.One) + G1Affine.Generator).IsInfinity);
        Assert.True(G1Affine.Infinity.IsOnCurve && G1Affine.Infinity.IsInSubgroup && G1Affine.Infinity.IsInfinity);
    }

    [Fact]
    public void Sums_handle_equal_opposite_and_infinite_points()
    {
        G1Projective p = G * TestValues.Random<Fr>(_random);
        G1Projective sameOtherwise = p.Double() + -p;
        foreach (G1Projective q in new[] { p, sameOtherwise })
        {
            Assert.Equal(p.Double(), p + q);
            Assert.Equal(p.Double(), p + q.ToAffine());
            Assert.True((p + -q).IsInfinity);
            Assert.True((p + -q.ToAffine()).IsInfinity);
            Assert.Equal(q, q + G1Projective.Infinity);
            Assert.Equal(q, G1Projective.Infinity + q);
            Assert.Equal(q, q + G1Affine.Infinity);
            Assert.Equal(q, G1Projective.Infinity + q.ToAffine());
        }

        Assert.True(G1Projective.Infinity.Double().IsInfinity);
        Assert.True((-G1Projective.Infinity).IsInfinity);
        Assert.True((-G1Affine.Infinity).IsInfinity);
        Assert.Equal(G1Projective.Infinity, G1Projective.Infinity * Fr.One);
        Assert.Equal(G1Projective.Infinity, p * Fr.Zero);
        Assert.NotEqual(p, G1Projective.Infinity);
    }

    [Fact]
    public void Multiples_equal_repeated_addition_and_respect_the_group_law()
    {
        G1Projective sum = G1Projective.Infinity;
        for (ulong k = 0; k < 70; k++)
        {
            Assert.Equal(sum, G * Fr.FromUInt64(k));
            Assert.Equal(-sum, G * -Fr.FromUInt64(k));
            sum += G1Affine.Generator;
        }

        for (int i = 0; i < 10; i++)
        {
            Fr a = TestValues.Random<Fr>(_random), b = TestValues.Random<Fr>(_random);
            Assert.Equal(G * (a + b), (G * a) + (G * b));
            Assert.Equal(G * (a * b), G * a * b);
        }
    }

    [Fact]
    public void The_scalar_split_is_exact_and_short_everywhere()
    {
        var lambda = (System.Numerics.BigInteger)(((UInt128)CurveParameter.X * CurveParameter.X) - 1);
        List<Fr> scalars = [Fr.Zero, Fr.One, -Fr.One, Fr.FromBigInteger(lambda), Fr.FromBigInteger(lambda - 1),
            Fr.FromBigInteger(lambda * lambda), Fr.FromBigInteger((lambda * lambda) - 1), Fr.FromBigInteger((lambda * lambda) + lambda)];
        for (int i = 0; i < 500; i++)
            scalars.Add(TestValues.Random<Fr>(_random));
        sbyte[] digits = new sbyte[ScalarMultiplication.MaxDigits];
        foreach (Fr scalar in scalars)
        {
            ScalarMultiplication.Split(scalar, out UInt128 low, out UInt128 high);
            Assert.Equal(scalar.ToBigInteger(), low + (high * lambda));
            Assert.True((low | high) >> 127 == 0);
            foreach (UInt128 half in new[] { low, high })
            {
                int count = ScalarMultiplication.WriteDigits(half, digits);
                System.Numerics.BigInteger value = 0;
                for (int i = count - 1; i >= 0; i--)
                    value = (value * 2) + digits[i];
                Assert.Equal((System.Numerics.BigInteger)half, value);
                Assert.All(digits, digit => Assert.True(digit == 0 || (digit % 2 != 0 && Math.Abs(digit) < 16)));
            }
        }
    }

    [Fact]
    public void The_reference_points_are_met()
    {
        JsonElement vectors = ReferenceVectors.Read("params.json");
        Assert.Equal(G1Affine.Generator, vectors.GetProperty("g1_generator").GetProperty("compressed").Point());
        Assert.Equal(G.Double().ToAffine(), vectors.GetProperty("g1_2G").Point());
        Assert.Equal(-G1Affine.Generator, vectors.GetProperty("g1_minus_G").Point());
        foreach (JsonElement multiple in vectors.GetProperty("g1_k").EnumerateArray())
            Assert.Equal(multiple.GetProperty("kG").Point(), (G * multiple.GetProperty("k").Fr()).ToAffine());
        foreach (JsonProperty sample in vectors.GetProperty("srs_samples").EnumerateObject())
            Assert.True(sample.Value.Point().IsOnCurve);
    }

    [Fact]
    public void Batched_affine_forms_equal_single_ones()
    {
        G1Projective[] points = [G, G1Projective.Infinity, G.Double(), G * TestValues.Random<Fr>(_random), G1Projective.Infinity];
        var affine = new G1Affine[points.Length];
        G1Projective.ToAffine(points, affine);
        Assert.Equal(points.Select(point => point.ToAffine()), affine);
        Assert.Throws<ArgumentException>(() => G1Projective.ToAffine(points, new G1Affine[2]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(33)]
    public void A_small_sum_of_multiples_equals_the_sum_of_the_multiples(int count)
    {
        G1Affine[] points = [.. Enumerable.Range(0, count).Select(_ => TestValues.RandomPoint(_random))];
        Fr[] scalars = [.. Enumerable.Range(0, count).Select(_ => TestValues.Random<Fr>(_random))];
        // Whatever goes wrong in special cases: infinity, zero, one, minus one, equal and opposite points with equal scalars.
        if (count > 20)
        {
            points[3] = G1Affine.Infinity;
            scalars[4] = Fr.Zero;
            scalars[5] = Fr.One;
            scalars[6] = -Fr.One;
            (points[8], scalars[8]) = (points[7], scalars[7]);
            (points[10], scalars[10]) = (-points[9], scalars[9]);
            (points[12], scalars[12]) = (points[11], -scalars[11]);
        }

        G1Projective expected = G1Projective.Infinity;
        for (int i = 0; i < count; i++)
            expected += G1Projective.FromAffine(points[i]) * scalars[i];
        Assert.Equal(expected, Msm.Compute(points, scalars));
    }

    [Fact]
    public void A_sum_of_unequal_lengths_is_refused() =>
        Assert.Throws<ArgumentException>(() => Msm.Compute(new G1Affine[2], new Fr[3]));
}
