using System.Text.Json;

namespace LionMl.Algebra.Tests.Curves;

public sealed class PairingTests
{
    private static readonly G2Prepared H = G2Prepared.Prepare(G2Affine.Generator);
    private readonly Random _random = new(51);

    [Fact]
    public void The_pairing_of_the_generators_is_the_cube_of_the_reference_value()
    {
        Fq[] flat = [.. ReferenceVectors.Read("pairing.json").GetProperty("e_G_H").EnumerateArray().Select(e => e.Fq())];
        // Flat form: coefficients of w^i with u = w^6, v = w^2.
        var expected = new Fq12(
            new Fq6(new Fq2(flat[0], flat[6]), new Fq2(flat[2], flat[8]), new Fq2(flat[4], flat[10])),
            new Fq6(new Fq2(flat[1], flat[7]), new Fq2(flat[3], flat[9]), new Fq2(flat[5], flat[11])));
        Assert.Equal(expected * expected * expected, Pairing.Compute([G1Affine.Generator], [H]));
    }

    [Fact]
    public void The_pairing_is_bilinear_and_not_trivial()
    {
        Fr a = TestValues.Random<Fr>(_random), b = TestValues.Random<Fr>(_random);
        G1Affine left = (G1Projective.FromAffine(G1Affine.Generator) * a).ToAffine();
        G2Prepared right = G2Prepared.Prepare((G2Projective.FromAffine(G2Affine.Generator) * b).ToAffine());
        G1Affine product = (G1Projective.FromAffine(G1Affine.Generator) * (a * b)).ToAffine();
        Assert.Equal(Pairing.Compute([product], [H]), Pairing.Compute([left], [right]));
        Assert.False(Pairing.Compute([left], [right]).IsOne);
        Assert.True(Pairing.ProductIsOne([left, -product], [right, H]));
        Assert.False(Pairing.ProductIsOne([left, product], [right, H]));
    }

    [Fact]
    public void Beta_of_the_mainnet_setup_is_the_same_in_both_groups()
    {
        Assert.True(G2Encoding.TryReadUncompressed(
            File.ReadAllBytes(ReferenceVectors.PathOf("beta-h.usrs")), out G2Affine betaH, checkSubgroup: true));
        JsonElement samples = ReferenceVectors.Read("params.json").GetProperty("srs_samples");
        G1Affine one = samples.GetProperty("beta^1 G").Point();
        G1Affine two = samples.GetProperty("beta^2 G").Point();
        Assert.True(Pairing.ProductIsOne([two, -one], [H, G2Prepared.Prepare(betaH)]));
        Assert.True(Pairing.ProductIsOne([one, -G1Affine.Generator], [H, G2Prepared.Prepare(betaH)]));
        Assert.False(Pairing.ProductIsOne([two, -G1Affine.Generator], [H, G2Prepared.Prepare(betaH)]));
    }

    [Fact]
    public void Infinity_contributes_nothing()
    {
        G2Prepared infinity = G2Prepared.Prepare(G2Affine.Infinity);
        Assert.True(Pairing.ProductIsOne([], []));
        Assert.True(Pairing.ProductIsOne([G1Affine.Infinity, G1Affine.Generator], [H, infinity]));
        Assert.True(Pairing.ProductIsOne(
            [G1Affine.Generator, G1Affine.Infinity, -G1Affine.Generator], [H, H, H]));
        Assert.Throws<ArgumentException>(() => Pairing.Compute([G1Affine.Generator], []));
    }
}
