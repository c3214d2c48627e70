namespace LionMl.Algebra.Tests.Fields;

public sealed class ExtensionFieldTests
{
    private readonly Random _random = new(21);

    [Fact]
    public void Each_step_of_the_tower_reduces_by_its_own_polynomial()
    {
        var u = new Fq2(Fq.Zero, Fq.One);
        Assert.Equal(new Fq2(-Fq.FromUInt64(5), Fq.Zero), u * u);
        Assert.Equal(u * u, u.Square());
        var v = new Fq6(default, Fq2.One, default);
        Assert.Equal(new Fq6(u, default, default), v * v * v);
        var w = new Fq12(default, Fq6.One);
        Assert.Equal(new Fq12(v, default), w * w);
    }

    [Fact]
    public void Products_obey_the_ring_laws()
    {
        for (int i = 0; i < 20; i++)
        {
            Fq12 a = Random12(), b = Random12(), c = Random12();
            Assert.Equal(a * b, b * a);
            Assert.Equal(a * (b * c), a * b * c);
            Assert.Equal(a * a, a.Square());
            Assert.Equal(a, a * Fq12.One);
            Assert.Equal(new Fq12(b.C0 + c.C0, b.C1 + c.C1) * a, new Fq12((a * b).C0 + (a * c).C0, (a * b).C1 + (a * c).C1));
            Fq2 x = Random2(), y = Random2();
            Assert.Equal(x * x, x.Square());
            Assert.Equal(x * y.Double(), (x * y) + (x * y));
            Assert.Equal(x - y, -(y - x));
        }
    }

    [Fact]
    public void Inverses_are_inverses_and_zero_has_none()
    {
        Assert.Equal(Fq12.One, Random12().Inverse() is var inverse ? inverse * inverse.Inverse() : default);
        Fq6 six = Random12().C0;
        Assert.Equal(Fq6.One, six * six.Inverse());
        Fq2 two = Random2();
        Assert.Equal(Fq2.One, two * two.Inverse());
        Assert.Throws<DivideByZeroException>(() => default(Fq2).Inverse());
        Assert.Throws<DivideByZeroException>(() => default(Fq6).Inverse());
        Assert.Throws<DivideByZeroException>(() => default(Fq12).Inverse());
    }

    [Fact]
    public void The_Frobenius_map_is_the_power_q_and_conjugation_its_sixth_iterate()
    {
        Fq12 value = Random12();
        Fq12 power = Fq12.One;
        foreach (bool bit in Bits(Fq.Modulus))
            power = bit ? power.Square() * value : power.Square();
        Assert.Equal(power, value.Frobenius());
        Fq12 iterate = value;
        for (int i = 0; i < 6; i++)
            iterate = iterate.Frobenius();
        Assert.Equal(value.Conjugate(), iterate);
    }

    [Fact]
    public void The_sparse_forms_equal_full_products()
    {
        Fq12 value = Random12();
        Fq2 b0 = Random2(), b1 = Random2();
        Fq12.MultiplyLine(value, b0, b1, out Fq12 line);
        Assert.Equal(value * new Fq12(Fq6.One, new Fq6(b0, b1, default)), line);
        Fq6.MultiplySparse(value.C0, b0, b1, out Fq6 sparse);
        Assert.Equal(value.C0 * new Fq6(b0, b1, default), sparse);
        Fq6.TimesV(value.C0, out Fq6 shifted);
        Assert.Equal(value.C0 * new Fq6(default, Fq2.One, default), shifted);
        Assert.Equal(b0 * new Fq2(Fq.Zero, Fq.One), b0.TimesU());
    }

    [Fact]
    public void The_cyclotomic_square_is_the_square_in_the_cyclotomic_subgroup()
    {
        Fq12 value = Random12();
        Fq12 unit = value.Conjugate() * value.Inverse();
        unit = unit.Frobenius().Frobenius() * unit;
        Fq12.CyclotomicSquare(unit, out Fq12 square);
        Assert.Equal(unit.Square(), square);
        Assert.Equal(Fq12.One, unit * unit.Conjugate());
    }

    [Fact]
    public void Squaring_in_lanes_equals_squaring_one_by_one()
    {
        if (!CyclotomicLanes.IsSupported)
            return;
        for (int i = 0; i < 20; i++)
        {
            Fq12 value = Random12();
            Fq12 unit = value.Conjugate() * value.Inverse();
            unit = i == 0 ? Fq12.One : unit.Frobenius().Frobenius() * unit;
            Fq12 expected = unit;
            for (int count = 0; count < 70; count++)
            {
                CyclotomicLanes.SquareRepeatedly(unit, count, out Fq12 actual);
                Assert.Equal(expected, actual);
                expected = expected.Square();
            }
        }
    }

    [Fact]
    public void Results_may_be_written_over_operands()
    {
        Fq12 a = Random12(), b = Random12();
        Fq12 product = a * b, square = a.Square(), x = a, y = b;
        Fq12.Multiply(x, y, out x);
        Assert.Equal(product, x);
        x = a;
        Fq12.Multiply(x, y, out y);
        Assert.Equal(product, y);
        Fq12.Multiply(x, x, out x);
        Assert.Equal(square, x);
        x = a;
        Fq12.Square(x, out x);
        Assert.Equal(square, x);
        x = a;
        Fq12.MultiplyLine(x, a.C0.C0, a.C0.C1, out x);
        Assert.Equal(a * new Fq12(Fq6.One, new Fq6(a.C0.C0, a.C0.C1, default)), x);
        Fq6 six = a.C0;
        Fq6.TimesV(six, out six);
        Assert.Equal(a.C0 * new Fq6(default, Fq2.One, default), six);
        six = a.C0;
        Fq6.MultiplySparse(six, six.Part0, six.Part1, out six);
        Assert.Equal(a.C0 * new Fq6(a.C0.C0, a.C0.C1, default), six);
        six = a.C0;
        Fq6.Subtract(six, six, out six);
        Assert.True(six.IsZero);
    }

    private static IEnumerable<bool> Bits(System.Numerics.BigInteger number)
    {
        for (int bit = (int)number.GetBitLength() - 1; bit >= 0; bit--)
            yield return !((number >> bit) & 1).IsZero;
    }

    private Fq2 Random2() => new(TestValues.Random<Fq>(_random), TestValues.Random<Fq>(_random));

    private Fq12 Random12() => new(new Fq6(Random2(), Random2(), Random2()), new Fq6(Random2(), Random2(), Random2()));
}
