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

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(41)]
    public unsafe void Uncompressed_points_are_read_on_every_path(int count)
    {
        G1Affine[] points = [.. Enumerable.Range(0, count).Select(_ => TestValues.RandomPoint(_random))];
        if (count > 20)
            points[18] = G1Affine.Infinity;
        byte[] bytes = Encode(points);
        var loads = new List<Action<G1Bases>> { bases => bases.LoadUncompressed(bytes, 2, Workers.All) };
        fixed (byte* pinned = bytes)
        {
            byte* source = pinned;
            loads.Add(bases => bases.LoadScalar(source, 2, count));
            loads.Add(bases => bases.Load<PointLanesScalar>(source, 2, count));
            if (VectorPaths.IsSupported(VectorPath.Vector256))
                loads.Add(bases => bases.Load<PointLanes256>(source, 2, count));
            if (VectorPaths.IsSupported(VectorPath.Vector512))
                loads.Add(bases => bases.Load<PointLanes512>(source, 2, count));
            foreach (Action<G1Bases> load in loads)
            {
                using var bases = new G1Bases(count + 3);
                Assert.True(bases.MayHaveInfinity);
                load(bases);
                var read = new G1Affine[count];
                bases.CopyTo(2, read);
                Assert.Equal(points, read);
                bases[0] = bases[1] = bases[count + 2] = G1Affine.Generator;
                Assert.Equal(count > 20, bases.MayHaveInfinity);
                // Images under the endomorphism are right if sums are.
                Fr[] values = [.. Enumerable.Range(0, count + 3).Select(_ => TestValues.Random<Fr>(_random))];
                using FrVector scalars = FrVector.FromSpan(values);
                G1Projective expected = Msm.Compute(points, values.AsSpan(2, count));
                Assert.Equal(expected, Msm.Compute(bases, 2, scalars, 2, count, Workers.One));
            }
        }
    }

    [Fact]
    public void Bytes_that_are_no_points_are_refused_by_their_index()
    {
        G1Affine[] points = [.. Enumerable.Range(0, 20).Select(_ => TestValues.RandomPoint(_random))];
        using var bases = new G1Bases(24);
        Assert.Throws<ArgumentException>(() => bases.LoadUncompressed(new byte[95], 0, Workers.One));
        Assert.Throws<ArgumentOutOfRangeException>(() => bases.LoadUncompressed(new byte[96 * 20], 5, Workers.One));
        foreach (int index in new[] { 0, 9, 19 })
        {
            foreach (Action<byte[], int> spoil in Spoilers())
            {
                byte[] bytes = Encode(points);
                spoil(bytes, index * G1Encoding.UncompressedBytes);
                var e = Assert.Throws<InvalidDataException>(() => bases.LoadUncompressed(bytes, 3, Workers.One));
                Assert.Contains($"Point {index + 3} ", e.Message, StringComparison.Ordinal);
            }
        }
    }

    private static IEnumerable<Action<byte[], int>> Spoilers()
    {
        // Off the curve; with the flag of a larger root; x and y not below p, though congruent.
        yield return (bytes, at) => bytes[at] ^= 1;
        yield return (bytes, at) => bytes[at + 60] ^= 1;
        yield return (bytes, at) => bytes[at + 95] |= 0x80;
        yield return (bytes, at) => AddModulus(bytes.AsSpan(at, 48));
        yield return (bytes, at) => AddModulus(bytes.AsSpan(at + 48, 48));
        yield return (bytes, at) => bytes.AsSpan(at, 96).Clear();
        yield return (bytes, at) => bytes.AsSpan(at, 96).Fill(0xff);
    }

    private static void AddModulus(Span<byte> bytes)
    {
        var number = new System.Numerics.BigInteger(bytes, isUnsigned: true);
        bytes.Clear();
        (number + Fq.Modulus).TryWriteBytes(bytes, out _, isUnsigned: true);
    }

    private static byte[] Encode(G1Affine[] points)
    {
        byte[] bytes = new byte[points.Length * G1Encoding.UncompressedBytes];
        for (int i = 0; i < points.Length; i++)
            G1Encoding.WriteUncompressed(points[i], bytes.AsSpan(i * G1Encoding.UncompressedBytes));
        return bytes;
    }
}
