namespace LionMl.Algebra.Tests.Sums;

public sealed class MsmTests
{
    private static readonly Fr Half = Fr.FromBigInteger(Fr.Modulus / 2);

    /// <summary>Scalars by name: what sums of points may take shortcuts for.</summary>
    public static TheoryData<string, int> ScalarKinds
    {
        get
        {
            var data = new TheoryData<string, int>();
            string[] kinds =
                ["random", "zero", "one", "minus one", "bits", "signs", "bytes", "equal", "half", "sparse", "powers of two"];
            foreach (string kind in kinds)
            {
                foreach (int count in new[] { 1, 7, 33, 257, 700 })
                    data.Add(kind, count);
            }

            return data;
        }
    }

    public static TheoryData<string, string> Adversaries
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (string points in new[] { "equal", "opposite", "infinity", "few", "multiples", "mixed" })
            {
                foreach (string scalars in new[] { "random", "one", "minus one", "signs", "equal", "bytes" })
                    data.Add(points, scalars);
            }

            return data;
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Sums_of_every_small_length_equal_the_sum_of_multiples(int cores)
    {
        const int Longest = 70;
        var random = new Random(4711);
        G1Affine[] points = Points("random", Longest, random);
        Fr[] scalars = Scalars("random", Longest, random);
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

    [Theory]
    [MemberData(nameof(ScalarKinds))]
    public void Scalars_of_every_kind_give_the_sum_of_multiples(string kind, int count)
    {
        var random = new Random(count);
        CheckAllPaths(Points("random", count, random), Scalars(kind, count, random), kind);
    }

    [Theory]
    [MemberData(nameof(Adversaries))]
    public void Exceptional_points_give_the_sum_of_multiples(string points, string scalars)
    {
        var random = new Random(5);
        CheckAllPaths(Points(points, 400, random), Scalars(scalars, 400, random), $"{points}, {scalars}");
    }

    [Theory]
    [InlineData(4)]
    [InlineData(7)]
    [InlineData(12)]
    [InlineData(16)]
    public void Every_plan_gives_the_same_sum(int bits)
    {
        var random = new Random(bits);
        G1Affine[] points = Points("mixed", 300, random);
        Fr[] scalars = Scalars("random", 300, random);
        G1Projective expected = Expected(points, scalars);
        using G1Bases bases = G1Bases.FromSpan(points);
        using FrVector vector = FrVector.FromSpan(scalars);
        foreach (int parts in new[] { 1, 2, 5 })
        {
            var plan = new MsmPlan(bits, (ScalarHalves.Bits + bits - 1) / bits, parts);
            foreach (Func<MsmPlan, G1Bases, FrVector, Workers, G1Projective> path in Paths())
                Assert.Equal(expected, path(plan, bases, vector, new Workers(3)));
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(3, 1)]
    [InlineData(1, 9)]
    [InlineData(10, 20)]
    public void Ranges_start_anywhere(int firstBase, int firstScalar)
    {
        var random = new Random(6);
        G1Affine[] points = Points("random", 80, random);
        Fr[] scalars = Scalars("random", 80, random);
        using G1Bases bases = G1Bases.FromSpan(points);
        using FrVector vector = FrVector.FromSpan(scalars);
        Assert.Equal(
            Expected(points[firstBase..(firstBase + 50)], scalars[firstScalar..(firstScalar + 50)]),
            Msm.Compute(bases, firstBase, vector, firstScalar, 50, Workers.One));
    }

    [Fact]
    public void One_bucket_may_take_all_points()
    {
        const int Count = 20_000;
        using G1Bases bases = G1Bases.Powers(G1Affine.Generator, Fr.One, Fr.FromUInt64(3), Count, Workers.All);
        using FrVector powers = FrVector.Powers(Fr.One, Fr.FromUInt64(3), Count, Workers.All);
        foreach (Fr scalar in new[] { Fr.One, -Fr.One, Half })
        {
            using var scalars = new FrVector(Count);
            scalars.Fill(scalar);
            Assert.Equal(
                G1Projective.FromAffine(G1Affine.Generator) * (powers.Sum(Workers.All) * scalar),
                Msm.Compute(bases, 0, scalars, 0, Count, Workers.All));
        }
    }

    [Fact]
    public void Equal_bases_by_the_thousand_are_doubled_and_added()
    {
        const int Count = 3_000;
        using G1Bases bases = G1Bases.Powers(G1Affine.Generator, Half, Fr.One, Count, Workers.All);
        using FrVector scalars = FrVector.FromSpan(Scalars("random", Count, new Random(8)));
        Assert.Equal(
            G1Projective.FromAffine(G1Affine.Generator) * (scalars.Sum(Workers.All) * Half),
            Msm.Compute(bases, 0, scalars, 0, Count, Workers.All));
    }

    [Fact]
    public void Ranges_that_do_not_fit_are_refused()
    {
        using var bases = new G1Bases(3);
        using var scalars = new FrVector(4);
        Assert.Throws<ArgumentOutOfRangeException>(() => Msm.Compute(bases, 0, scalars, 0, 4, Workers.One));
        Assert.Throws<ArgumentOutOfRangeException>(() => Msm.Compute(bases, 0, scalars, 2, 3, Workers.One));
        Assert.Throws<ArgumentOutOfRangeException>(() => Msm.Compute(bases, -1, scalars, 0, 1, Workers.One));
        Assert.Throws<ArgumentOutOfRangeException>(() => Msm.Compute(bases, 0, scalars, -1, 1, Workers.One));
        Assert.Throws<ArgumentOutOfRangeException>(() => Msm.Compute(bases, 0, scalars, 0, -1, Workers.One));
        Assert.Equal(G1Projective.Infinity, Msm.Compute(bases, 3, scalars, 4, 0, Workers.One));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_cancelled_sum_ends_with_an_exception(int cores)
    {
        const int Count = 1 << 15;
        using G1Bases bases = G1Bases.Powers(G1Affine.Generator, Fr.One, Half, Count, Workers.All);
        using FrVector scalars = FrVector.FromSpan(Scalars("random", Count, new Random(8)));
        using var early = new CancellationTokenSource();
        early.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(
            () => Msm.Compute(bases, 0, scalars, 0, Count, new Workers(cores, early.Token)));
        using var late = new CancellationTokenSource();
        // Not a timer: its callback would wait for a pool thread, and the sums and the test runner may hold all of them.
        var canceller = new Thread(() =>
        {
            Thread.Sleep(5);
            late.Cancel();
        });
        canceller.Start();
        Action endless = () =>
        {
            // Some sum of the many is under way when the time is up.
            while (true)
                _ = Msm.Compute(bases, 0, scalars, 0, Count, new Workers(cores, late.Token));
        };
        Assert.ThrowsAny<OperationCanceledException>(endless);
        canceller.Join();
    }

    private static IEnumerable<Func<MsmPlan, G1Bases, FrVector, Workers, G1Projective>> Paths()
    {
        yield return Sum<PointLanesScalar>;
        if (VectorPaths.IsSupported(VectorPath.Vector128))
            yield return Sum<PointLanes128>;
        if (VectorPaths.IsSupported(VectorPath.Vector256))
            yield return Sum<PointLanes256>;
        if (VectorPaths.IsSupported(VectorPath.Vector512))
            yield return Sum<PointLanes512>;
    }

    private static G1Projective Sum<TLanes>(MsmPlan plan, G1Bases bases, FrVector scalars, Workers workers)
        where TLanes : struct, IPointLanes =>
        new(BucketMsm<TLanes>.Compute(plan, bases, 0, scalars, 0, scalars.Length, workers));

    private static void CheckAllPaths(G1Affine[] points, Fr[] scalars, string what)
    {
        G1Projective expected = Expected(points, scalars);
        using G1Bases bases = G1Bases.FromSpan(points);
        using FrVector vector = FrVector.FromSpan(scalars);
        Assert.True(expected == ScalarMsm.Compute(bases, 0, vector, 0, scalars.Length, Workers.All), $"scalar: {what}");
        Assert.True(expected == Msm.Compute(bases, 0, vector, 0, scalars.Length, Workers.All), $"chosen: {what}");
        var narrow = new MsmPlan(5, 26, 2);
        foreach (Func<MsmPlan, G1Bases, FrVector, Workers, G1Projective> path in Paths())
            Assert.True(expected == path(narrow, bases, vector, new Workers(2)), $"narrow: {what}");
    }

    private static G1Projective Expected(ReadOnlySpan<G1Affine> points, ReadOnlySpan<Fr> scalars)
    {
        G1Projective sum = G1Projective.Infinity;
        for (int i = 0; i < points.Length; i++)
            sum += G1Projective.FromAffine(points[i]) * scalars[i];
        return sum;
    }

    private static G1Affine[] Points(string kind, int count, Random random)
    {
        G1Affine p = TestValues.RandomPoint(random), q = TestValues.RandomPoint(random);
        var multiples = new G1Projective[count];
        for (int i = 0; i < count; i++)
            multiples[i] = (i == 0 ? G1Projective.Infinity : multiples[i - 1]) + p;
        var points = new G1Affine[count];
        G1Projective.ToAffine(multiples, points);
        for (int i = 0; i < count; i++)
        {
            points[i] = kind switch
            {
                "equal" => p,
                "opposite" => i % 2 == 0 ? p : -p,
                "infinity" => G1Affine.Infinity,
                "few" => (i % 3) switch { 0 => p, 1 => -p, _ => q },
                "multiples" => points[i],
                "mixed" => (random.Next() % 6) switch
                {
                    0 => p,
                    1 => -p,
                    2 => G1Affine.Infinity,
                    3 => points[i],
                    4 => -points[count - 1 - i],
                    _ => q,
                },
                _ => TestValues.RandomPoint(random),
            };
        }

        return points;
    }

    private static Fr[] Scalars(string kind, int count, Random random)
    {
        var scalars = new Fr[count];
        Fr some = TestValues.Random<Fr>(random);
        for (int i = 0; i < count; i++)
        {
            scalars[i] = kind switch
            {
                "zero" => Fr.Zero,
                "one" => Fr.One,
                "minus one" => -Fr.One,
                "bits" => Fr.FromInt64(random.Next(2)),
                "signs" => Fr.FromInt64(random.Next(3) - 1),
                "bytes" => Fr.FromInt64(random.Next(-255, 256)),
                "equal" => some,
                "half" => Half + Fr.FromInt64(random.Next(3) - 1),
                "sparse" => i % 50 == 3 ? TestValues.Random<Fr>(random) : Fr.Zero,
                "powers of two" => Fr.FromBigInteger(System.Numerics.BigInteger.One << (i % 254)),
                _ => TestValues.Random<Fr>(random),
            };
        }

        return scalars;
    }
}
