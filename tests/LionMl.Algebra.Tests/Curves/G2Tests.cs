namespace LionMl.Algebra.Tests.Curves;

public sealed class G2Tests
{
    private static readonly G2Projective H = G2Projective.FromAffine(G2Affine.Generator);

    [Fact]
    public void The_generator_has_order_r()
    {
        Assert.True(G2Affine.Generator.IsOnCurve);
        Assert.True(G2Affine.Generator.IsInSubgroup);
        Assert.True(((H * -Fr.One) + G2Affine.Generator).IsInfinity);
    }

    [Fact]
    public void Sums_handle_equal_opposite_and_infinite_points()
    {
        G2Projective p = H * Fr.FromUInt64(123456789);
        Assert.Equal(p.Double(), p + p);
        Assert.Equal(p.Double(), p + p.ToAffine());
        Assert.True((p + -p).IsInfinity);
        Assert.True((p + -p.ToAffine()).IsInfinity);
        Assert.Equal(p, p + G2Projective.Infinity);
        Assert.Equal(p, p + G2Affine.Infinity);
        Assert.Equal(H * Fr.FromUInt64(7), (H * Fr.FromUInt64(3)) + (H * Fr.FromUInt64(4)));
        Assert.NotEqual(p, H);
    }

    [Fact]
    public void Points_survive_the_encoding()
    {
        byte[] bytes = new byte[G2Encoding.UncompressedBytes];
        foreach (G2Affine point in new[] { G2Affine.Generator, -G2Affine.Generator, G2Affine.Infinity })
        {
            G2Encoding.WriteUncompressed(point, bytes);
            Assert.True(G2Encoding.TryReadUncompressed(bytes, out G2Affine read, checkSubgroup: true));
            Assert.Equal(point, read);
        }

        Assert.True(G2Encoding.TryReadUncompressed(File.ReadAllBytes(ReferenceVectors.PathOf("beta-h.usrs")), out _, checkSubgroup: true));
        Assert.Throws<ArgumentException>(() => G2Encoding.WriteUncompressed(G2Affine.Generator, new byte[191]));
    }

    [Fact]
    public void Hostile_encodings_are_refused()
    {
        byte[] good = new byte[G2Encoding.UncompressedBytes];
        G2Encoding.WriteUncompressed(G2Affine.Generator, good);
        for (int bit = 0; bit < 8 * good.Length; bit += 5)
        {
            byte[] bad = [.. good];
            bad[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(G2Encoding.TryReadUncompressed(bad, out _, checkSubgroup: false));
        }

        foreach (byte flags in (byte[])[0x40, 0x80, 0xc0])
        {
            byte[] bad = [.. good];
            bad[^1] |= flags;
            Assert.False(G2Encoding.TryReadUncompressed(bad, out _, checkSubgroup: false));
        }

        Assert.False(G2Encoding.TryReadUncompressed(new byte[192], out _, checkSubgroup: false));
        for (int length = 0; length < 400; length += 7)
        {
            if (length != 192)
                Assert.False(G2Encoding.TryReadUncompressed(new byte[length], out _, checkSubgroup: false));
        }
    }

    [Fact]
    public void A_point_of_the_twist_outside_of_the_subgroup_is_refused()
    {
        // y² = x³ + 1/u for the first small x that gives a square; the root by the norm.
        Fq2 constant = new Fq2(Fq.Zero, Fq.One).Inverse();
        int found = 0;
        for (ulong i = 1; i < 40; i++)
        {
            var x = new Fq2(Fq.FromUInt64(i), Fq.One);
            Fq2 square = (x.Square() * x) + constant;
            if (!TrySqrt(square, out Fq2 y))
                continue;
            found++;
            var point = new G2Affine(x, y);
            Assert.True(point.IsOnCurve);
            Assert.False(point.IsInSubgroup);
            byte[] bytes = new byte[192];
            G2Encoding.WriteUncompressed(point, bytes);
            Assert.True(G2Encoding.TryReadUncompressed(bytes, out _, checkSubgroup: false));
            Assert.False(G2Encoding.TryReadUncompressed(bytes, out _, checkSubgroup: true));
            Assert.Throws<ArgumentException>(() => G2Prepared.Prepare(point));
        }

        Assert.True(found > 5);
    }

    private static bool TrySqrt(Fq2 value, out Fq2 root)
    {
        root = default;
        if (!(value.C0.Square() + (Fq.FromUInt64(5) * value.C1.Square())).TrySqrt(out Fq norm))
            return false;
        Fq half = Fq.FromUInt64(2).Inverse();
        if (!((value.C0 + norm) * half).TrySqrt(out Fq real) && !((value.C0 - norm) * half).TrySqrt(out real))
            return false;
        root = new Fq2(real, value.C1 * (real + real).Inverse());
        return root.Square() == value;
    }
}
