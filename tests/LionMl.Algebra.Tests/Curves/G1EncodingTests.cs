namespace LionMl.Algebra.Tests.Curves;

public sealed class G1EncodingTests
{
    private readonly Random _random = new(41);

    [Fact]
    public void Points_survive_both_encodings()
    {
        byte[] bytes = new byte[G1Encoding.UncompressedBytes];
        for (int i = 0; i < 20; i++)
        {
            G1Affine point = i == 0 ? G1Affine.Infinity : TestValues.RandomPoint(_random);
            G1Encoding.WriteCompressed(point, bytes);
            Assert.True(G1Encoding.TryReadCompressed(bytes.AsSpan(0, G1Encoding.CompressedBytes), out G1Affine read));
            Assert.Equal(point, read);
            G1Encoding.WriteUncompressed(point, bytes);
            Assert.True(G1Encoding.TryReadUncompressed(bytes, out read, checkSubgroup: true));
            Assert.Equal(point, read);
        }
    }

    [Fact]
    public void Infinity_is_written_as_the_reference_does()
    {
        byte[] bytes = new byte[G1Encoding.CompressedBytes];
        G1Encoding.WriteCompressed(G1Affine.Infinity, bytes);
        string? expected = ReferenceVectors.Read("params.json").GetProperty("g1_infinity_compressed").GetString();
        Assert.Equal(expected, Convert.ToHexStringLower(bytes));
    }

    [Fact]
    public void Every_wrong_length_is_refused()
    {
        for (int length = 0; length < 2 * G1Encoding.UncompressedBytes; length++)
        {
            if (length != G1Encoding.CompressedBytes)
                Assert.False(G1Encoding.TryReadCompressed(new byte[length], out _));
            if (length != G1Encoding.UncompressedBytes)
                Assert.False(G1Encoding.TryReadUncompressed(new byte[length], out _, checkSubgroup: false));
        }

        Assert.Throws<ArgumentException>(() => G1Encoding.WriteCompressed(G1Affine.Generator, new byte[47]));
        Assert.Throws<ArgumentException>(() => G1Encoding.WriteUncompressed(G1Affine.Generator, new byte[95]));
    }

    [Theory]
    [InlineData(0xc0)]
    [InlineData(0x40)]
    public void Infinity_flags_on_a_point_are_refused(int flags)
    {
        byte[] bytes = new byte[G1Encoding.UncompressedBytes];
        G1Encoding.WriteCompressed(G1Affine.Generator, bytes);
        bytes[47] |= (byte)flags;
        Assert.False(G1Encoding.TryReadCompressed(bytes.AsSpan(0, 48), out _));
        G1Encoding.WriteUncompressed(G1Affine.Generator, bytes);
        bytes[95] |= (byte)flags;
        Assert.False(G1Encoding.TryReadUncompressed(bytes, out _, checkSubgroup: false));
    }

    [Fact]
    public void Both_flags_and_the_sign_flag_on_infinity_are_refused()
    {
        byte[] bytes = new byte[48];
        foreach (byte flags in (byte[])[0xc0, 0x80, 0x41])
        {
            bytes[47] = flags;
            Assert.False(G1Encoding.TryReadCompressed(bytes, out _));
        }
    }

    [Fact]
    public void A_coordinate_of_q_or_more_is_refused_although_it_is_congruent_to_a_point()
    {
        byte[] bytes = new byte[96];
        // x = 0 gives the point (0, 1); x = q is the same number modulo q.
        Fq.Modulus.TryWriteBytes(bytes, out _, isUnsigned: true);
        Assert.False(G1Encoding.TryReadCompressed(bytes.AsSpan(0, 48), out _));
        bytes[48] = 1;
        Assert.False(G1Encoding.TryReadUncompressed(bytes, out _, checkSubgroup: false));
    }

    [Fact]
    public void Points_off_the_curve_and_x_without_y_are_refused()
    {
        byte[] bytes = new byte[96];
        G1Encoding.WriteUncompressed(G1Affine.Generator, bytes);
        bytes[50] ^= 1;
        Assert.False(G1Encoding.TryReadUncompressed(bytes, out _, checkSubgroup: false));
        int withoutRoot = 0;
        for (ulong x = 1; x < 60; x++)
        {
            Fq number = Fq.FromUInt64(x);
            number.WriteLittleEndian(bytes);
            if (((number.Square() * number) + Fq.One).TrySqrt(out _))
                continue;
            withoutRoot++;
            Assert.False(G1Encoding.TryReadCompressed(bytes.AsSpan(0, 48), out _));
        }

        Assert.True(withoutRoot > 10);
    }

    [Fact]
    public void Points_of_another_subgroup_are_refused()
    {
        byte[] bytes = new byte[96];
        int found = 0;
        for (ulong x = 0; x < 60; x++)
        {
            Fq number = Fq.FromUInt64(x);
            if (!((number.Square() * number) + Fq.One).TrySqrt(out Fq y))
                continue;
            found++;
            var point = new G1Affine(number, y);
            Assert.True(point.IsOnCurve);
            // Small x land in the subgroup with probability one in the cofactor.
            Assert.False(ByOrder(point));
            Assert.False(point.IsInSubgroup);
            G1Encoding.WriteCompressed(point, bytes);
            Assert.False(G1Encoding.TryReadCompressed(bytes.AsSpan(0, 48), out _));
            G1Encoding.WriteUncompressed(point, bytes);
            Assert.False(G1Encoding.TryReadUncompressed(bytes, out _, checkSubgroup: true));
            Assert.True(G1Encoding.TryReadUncompressed(bytes, out G1Affine unchecked_, checkSubgroup: false));
            Assert.Equal(point, unchecked_);
        }

        Assert.True(found > 10);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(2)]
    public void Points_of_small_order_are_refused(long x)
    {
        // (-1, 0) has order 2, (0, ±1) order 3, (2, ±3) order 6.
        Fq number = Fq.FromInt64(x);
        Assert.True(((number.Square() * number) + Fq.One).TrySqrt(out Fq y));
        byte[] bytes = new byte[48];
        foreach (byte sign in (byte[])[0, 0x80])
        {
            G1Encoding.WriteCompressed(new G1Affine(number, y), bytes);
            bytes[47] ^= sign;
            Assert.False(G1Encoding.TryReadCompressed(bytes, out _));
        }
    }

    [Fact]
    public void Every_flipped_bit_is_refused_or_gives_another_point()
    {
        byte[] bytes = new byte[48];
        G1Encoding.WriteCompressed(G1Affine.Generator, bytes);
        for (int bit = 0; bit < 384; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            if (G1Encoding.TryReadCompressed(bytes, out G1Affine point))
            {
                Assert.NotEqual(G1Affine.Generator, point);
                Assert.True(point.IsOnCurve && ByOrder(point));
            }

            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    // The definition: r · P = O.
    private static bool ByOrder(G1Affine point)
    {
        byte[] bytes = new byte[32];
        Fr.Modulus.TryWriteBytes(bytes, out _, isUnsigned: true);
        ulong[] words = [.. Enumerable.Range(0, 4).Select(i => BitConverter.ToUInt64(bytes, 8 * i))];
        return ScalarMultiplication.MultiplyPlain(new Jacobian<Fq>(point.X, point.Y, Fq.One), words).IsInfinity;
    }
}
