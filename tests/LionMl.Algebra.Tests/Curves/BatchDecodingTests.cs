namespace LionMl.Algebra.Tests.Curves;

/// <summary>Reading many points at once must decide exactly as reading one does.</summary>
public sealed class BatchDecodingTests
{
    [Fact]
    public void Every_count_of_valid_points_is_read()
    {
        var random = new Random(61);
        for (int count = 0; count <= 19; count++)
        {
            G1Affine[] points = [.. Enumerable.Range(0, count).Select(i => i == 3 ? G1Affine.Infinity : TestValues.RandomPoint(random))];
            var read = new G1Affine[count];
            Assert.Equal(-1, G1Encoding.ReadCompressed(Encode(points), read));
            Assert.Equal(points, read);
        }

        Assert.Throws<ArgumentException>(() => G1Encoding.ReadCompressed(new byte[47], new G1Affine[1]));
    }

    [Fact]
    public void The_first_bad_point_is_named_wherever_it_stands()
    {
        var random = new Random(62);
        byte[] good = Encode([.. Enumerable.Range(0, 12).Select(_ => TestValues.RandomPoint(random))]);
        for (int place = 0; place < 12; place++)
        {
            byte[] bad = [.. good];
            bad[(48 * place) + 47] |= 0xc0;
            Assert.Equal(place, G1Encoding.ReadCompressed(bad, new G1Affine[12]));
        }
    }

    [Fact]
    public void Lanes_and_single_reading_agree_on_hostile_points()
    {
        byte[][] encodings = [.. Hostile()];
        foreach (byte[][] group in encodings.Chunk(8))
        {
            int expected = 0;
            var single = new G1Affine[group.Length];
            for (int i = 0; i < group.Length; i++)
                expected |= G1Encoding.TryReadCompressed(group[i], out single[i]) ? 1 << i : 0;
            byte[] bytes = [.. group.SelectMany(encoding => encoding)];
            var read = new G1Affine[group.Length];
            Assert.Equal(expected, G1Encoding.ReadLanes<PointLanesScalar>(bytes, read));
            Assert.Equal(single, read);
            if (VectorPaths.IsSupported(VectorPath.Vector512))
            {
                Assert.Equal(expected, G1Encoding.ReadLanes<PointLanes512>(bytes, read));
                Assert.Equal(single, read);
            }
        }
    }

    // Points of order 2, 3 and 6, of the whole curve, without a y, at and above q, both signs, all flags, and good ones between.
    private static IEnumerable<byte[]> Hostile()
    {
        var random = new Random(63);
        List<Fq> coordinates = [-Fq.One, Fq.Zero, Fq.FromUInt64(2), G1Affine.Generator.X, TestValues.RandomPoint(random).X];
        for (ulong x = 3; x < 20; x++)
            coordinates.Add(Fq.FromUInt64(x));
        foreach (Fq x in coordinates)
        {
            foreach (byte flags in (byte[])[0, 0x80, 0x40, 0xc0])
            {
                byte[] bytes = new byte[48];
                x.WriteLittleEndian(bytes);
                bytes[47] |= flags;
                yield return bytes;
            }
        }

        byte[] modulus = new byte[48];
        Fq.Modulus.TryWriteBytes(modulus, out _, isUnsigned: true);
        yield return modulus;
        yield return [.. Enumerable.Repeat((byte)0x3f, 48)];
        yield return [.. new byte[47], 0x40];
        yield return [.. new byte[47], 0x41];
        yield return Encode([TestValues.RandomPoint(random)]);
        for (int i = 0; i < 11; i++)
        {
            byte[] noise = new byte[48];
            random.NextBytes(noise);
            noise[47] &= 0x80;
            yield return noise;
        }
    }

    private static byte[] Encode(G1Affine[] points)
    {
        byte[] bytes = new byte[48 * points.Length];
        for (int i = 0; i < points.Length; i++)
            G1Encoding.WriteCompressed(points[i], bytes.AsSpan(48 * i));
        return bytes;
    }
}
