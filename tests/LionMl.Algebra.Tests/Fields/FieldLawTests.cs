using System.Numerics;

namespace LionMl.Algebra.Tests.Fields;

/// <summary>What every prime field must do; a field joins by one derived class.</summary>
public abstract class FieldLawTests<F>
    where F : unmanaged, IField<F>
{
    private const int Seed = 20_261_121;

    /// <summary>Numbers at which carries, borrows and reductions change course.</summary>
    public static TheoryData<BigInteger> Boundaries => [.. BoundaryNumbers()];

    private static IEnumerable<BigInteger> BoundaryNumbers()
    {
        BigInteger p = F.Modulus;
        List<BigInteger> numbers = [0, 1, 2, p - 1, p - 2, (p - 1) / 2, (p + 1) / 2];
        for (int bit = 52; BigInteger.One << bit < p; bit += 4)
            numbers.AddRange([(BigInteger.One << bit) - 1, BigInteger.One << bit, p - (BigInteger.One << bit)]);
        return numbers;
    }

    private static IEnumerable<BigInteger> Samples(int count)
    {
        var random = new Random(Seed);
        byte[] bytes = new byte[F.ByteCount + 8];
        for (int i = 0; i < count; i++)
        {
            random.NextBytes(bytes);
            yield return new BigInteger(bytes, isUnsigned: true) % F.Modulus;
        }
    }

    private static IEnumerable<BigInteger> Interesting => BoundaryNumbers().Concat(Samples(40));

    private static BigInteger Mod(BigInteger value) => ((value % F.Modulus) + F.Modulus) % F.Modulus;

    [Theory]
    [MemberData(nameof(Boundaries))]
    public void Conversion_there_and_back_keeps_the_number(BigInteger number)
    {
        F value = F.FromBigInteger(number);
        Assert.Equal(number, value.ToBigInteger());
        byte[] bytes = new byte[F.ByteCount];
        value.WriteLittleEndian(bytes);
        Assert.Equal(number, new BigInteger(bytes, isUnsigned: true));
        Assert.True(F.TryReadLittleEndian(bytes, out F read));
        Assert.Equal(value, read);
        Assert.Equal(value.GetHashCode(), read.GetHashCode());
    }

    [Theory]
    [MemberData(nameof(Boundaries))]
    public void Arithmetic_equals_that_of_big_integers(BigInteger left)
    {
        F a = F.FromBigInteger(left);
        Assert.Equal(Mod(-left), (-a).ToBigInteger());
        Assert.Equal(Mod(left * left), a.Square().ToBigInteger());
        foreach (BigInteger right in Interesting)
        {
            F b = F.FromBigInteger(right);
            Assert.Equal(Mod(left + right), (a + b).ToBigInteger());
            Assert.Equal(Mod(left - right), (a - b).ToBigInteger());
            Assert.Equal(Mod(left * right), (a * b).ToBigInteger());
            Assert.Equal(left == right, a == b);
            Assert.Equal(left != right, a != b);
        }
    }

    [Fact]
    public void Random_products_and_squares_equal_those_of_big_integers()
    {
        BigInteger[] samples = [.. Samples(2000)];
        for (int i = 1; i < samples.Length; i++)
        {
            F a = F.FromBigInteger(samples[i - 1]);
            F b = F.FromBigInteger(samples[i]);
            Assert.Equal(Mod(samples[i - 1] * samples[i]), (a * b).ToBigInteger());
            Assert.Equal(Mod(samples[i] * samples[i]), b.Square().ToBigInteger());
            Assert.Equal(Mod(samples[i - 1] - samples[i]), (a - b).ToBigInteger());
        }
    }

    [Fact]
    public void The_inverse_times_the_value_is_one()
    {
        foreach (BigInteger number in Interesting.Concat(Samples(500)))
        {
            F value = F.FromBigInteger(number);
            if (value.IsZero)
                Assert.Throws<DivideByZeroException>(() => value.Inverse());
            else
                Assert.Equal(F.One, value.Inverse() * value);
        }
    }

    [Fact]
    public void Batch_inversion_inverts_everything_but_zeros()
    {
        F[] values = [.. Interesting.Select(F.FromBigInteger)];
        F[] inverses = [.. values];
        FieldMath.InvertBatch<F>(inverses);
        for (int i = 0; i < values.Length; i++)
            Assert.Equal(values[i].IsZero ? F.Zero : F.One, inverses[i] * values[i]);
        FieldMath.InvertBatch<F>([]);
    }

    [Fact]
    public void Powers_equal_those_of_big_integers()
    {
        foreach (BigInteger number in Samples(5))
        {
            F value = F.FromBigInteger(number);
            foreach (ulong exponent in new ulong[] { 0, 1, 2, 3, 17, ulong.MaxValue })
                Assert.Equal(BigInteger.ModPow(number, exponent, F.Modulus), FieldMath.Pow(value, exponent).ToBigInteger());
            Assert.Equal(BigInteger.ModPow(number, F.Modulus - 5, F.Modulus), FieldMath.Pow(value, F.Modulus - 5).ToBigInteger());
            Assert.Equal(F.One, FieldMath.Pow(value, F.Modulus - 1));
            Assert.Throws<ArgumentOutOfRangeException>(() => FieldMath.Pow(value, BigInteger.MinusOne));
        }
    }

    [Theory]
    [InlineData(0L)]
    [InlineData(1L)]
    [InlineData(-1L)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public void Signed_integers_are_taken_modulo_p(long number)
    {
        Assert.Equal(Mod(number), F.FromInt64(number).ToBigInteger());
        Assert.Equal(Mod(number), F.FromBigInteger(number).ToBigInteger());
    }

    [Fact]
    public void Numbers_outside_of_the_field_are_reduced_by_FromBigInteger_and_refused_by_the_reader()
    {
        foreach (BigInteger excess in new[] { F.Modulus, F.Modulus + 1, (BigInteger.One << (F.ByteCount * 8)) - 1 })
        {
            Assert.Equal(Mod(excess), F.FromBigInteger(excess).ToBigInteger());
            byte[] bytes = new byte[F.ByteCount];
            excess.TryWriteBytes(bytes, out _, isUnsigned: true);
            Assert.False(F.TryReadLittleEndian(bytes, out F value));
            Assert.Equal(F.Zero, value);
        }
    }

    [Fact]
    public void The_reader_refuses_every_wrong_length_and_the_writer_a_short_destination()
    {
        for (int length = 0; length < 2 * F.ByteCount; length++)
        {
            if (length != F.ByteCount)
                Assert.False(F.TryReadLittleEndian(new byte[length], out _));
            if (length < F.ByteCount)
                Assert.Throws<ArgumentException>(() => F.One.WriteLittleEndian(new byte[length]));
        }
    }
}
