namespace LionMl.Algebra.Tests.Sums;

public sealed class MsmTests
{
    private readonly Random _random = new(4711);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Sums_of_every_small_length_equal_the_sum_of_multiples(int cores)
    {
        const int Longest = 40;
        G1Affine[] points = Points(Longest);
        Fr[] scalars = Values(Longest);
        using G1Bases bases = G1Bases.FromSpan(points);
        using FrVector vector = FrVector.FromSpan(scalars);
        G1Projective expected = G1Projective.Infinity;
        for (int count = 0; count <= Longest; count++)
        {
            Assert.Equal(expected, Msm.Compute(bases, 0, vector, 0, count, new Workers(cores)));
            if (count < Longest)
                expected += G1Projective.FromAffine(points[count]) * scalars[count];
        }
    }

    private G1Affine[] Points(int count) => [.. Enumerable.Range(0, count).Select(_ => TestValues.RandomPoint(_random))];

    private Fr[] Values(int count) => [.. Enumerable.Range(0, count).Select(_ => TestValues.Random<Fr>(_random))];
}
