namespace LionMl.Algebra.Tests.Sums;

public sealed class G1BasesTests
{
    private readonly Random _random = new(815);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(70)]
    public void Powers_are_the_multiples_by_a_geometric_sequence(int count)
    {
        G1Affine generator = TestValues.RandomPoint(_random);
        Fr first = TestValues.Random<Fr>(_random), ratio = TestValues.Random<Fr>(_random);
        using G1Bases powers = G1Bases.Powers(generator, first, ratio, count, Workers.All);
        Assert.Equal(count, powers.Count);
        for (int i = 0; i < count; i++)
        {
            Assert.Equal((G1Projective.FromAffine(generator) * first).ToAffine(), powers[i]);
            first *= ratio;
        }
    }

    [Fact]
    public void Points_come_back_as_they_were_written()
    {
        G1Affine[] points = [.. Enumerable.Range(0, 9).Select(_ => TestValues.RandomPoint(_random))];
        points[4] = G1Affine.Infinity;
        using G1Bases bases = G1Bases.FromSpan(points);
        var read = new G1Affine[9];
        bases.CopyTo(0, read);
        Assert.Equal(points, read);
        bases[3] = points[5];
        Assert.Equal(points[5], bases[3]);
    }
}
