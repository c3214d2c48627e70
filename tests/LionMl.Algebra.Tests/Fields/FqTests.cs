namespace LionMl.Algebra.Tests.Fields;

public sealed class FqTests : FieldLawTests<Fq>
{
    [Fact]
    public void A_square_has_a_root_and_the_square_times_a_non_residue_has_none()
    {
        var random = new Random(11);
        Fq nonResidue = -Fq.FromUInt64(5);
        for (int i = 0; i < 200; i++)
        {
            Fq value = TestValues.Random<Fq>(random);
            Assert.True(value.Square().TrySqrt(out Fq root));
            Assert.True(root == value || root == -value);
            Assert.False((value.Square() * nonResidue).TrySqrt(out Fq none));
            Assert.Equal(Fq.Zero, none);
        }
    }

    [Fact]
    public void Roots_are_found_through_the_whole_group_of_two_power_order()
    {
        Fq generator = (-Fq.FromUInt64(5)).Pow((Fq.Modulus - 1) >> Fq.TwoAdicity);
        for (int level = 0; level <= Fq.TwoAdicity; level++)
        {
            Fq element = generator.Pow(1UL << level);
            Assert.Equal(level > 0, element.TrySqrt(out Fq root));
            if (level > 0)
                Assert.Equal(element, root.Square());
            Fq mixed = generator.Pow((ulong)(0x2a5c_93e1_77b1L >> (46 - level)) * 2);
            Assert.True(mixed.TrySqrt(out Fq mixedRoot));
            Assert.Equal(mixed, mixedRoot.Square());
        }

        Assert.True(Fq.Zero.TrySqrt(out Fq zero));
        Assert.Equal(Fq.Zero, zero);
    }

    [Fact]
    public void Of_a_number_and_its_opposite_exactly_one_is_the_larger_root()
    {
        var random = new Random(12);
        Assert.False(Fq.Zero.IsLargerRoot);
        for (int i = 0; i < 100; i++)
        {
            Fq value = TestValues.Random<Fq>(random);
            Assert.Equal(value.ToBigInteger() > (Fq.Modulus - 1) / 2, value.IsLargerRoot);
            Assert.NotEqual(value.IsLargerRoot, (-value).IsLargerRoot);
        }

        Assert.False(Fq.FromBigInteger((Fq.Modulus - 1) / 2).IsLargerRoot);
        Assert.True(Fq.FromBigInteger((Fq.Modulus + 1) / 2).IsLargerRoot);
    }

    [Fact]
    public void Sums_of_products_equal_the_products_summed_for_factors_up_to_their_bound()
    {
        var random = new Random(13);
        // Unreduced factors: multiples of p on top of boundary and random values, up to 8p.
        List<Fq> plain = [Fq.Zero, Fq.One, -Fq.One, Fq.FromBigInteger(Fq.Modulus / 2)];
        for (int i = 0; i < 12; i++)
            plain.Add(TestValues.Random<Fq>(random));
        foreach (Fq a in plain)
        {
            foreach (Fq b in plain)
            {
                Fq c = TestValues.Random<Fq>(random), d = TestValues.Random<Fq>(random);
                Fq wide = AddModulus(a, random.Next(8)), wideC = AddModulus(c, 7);
                Fq.SumOfProducts(wide, AddModulus(b, 7), wideC, AddModulus(d, 7), out Fq two);
                Assert.Equal((a * b) + (c * d), two);
                Fq.SumOfProducts(a, b, c, d, b, d, out Fq three);
                Assert.Equal((a * b) + (c * d) + (b * d), three);
                Fq.SumOfProducts(a, b, -a, b, out Fq zero);
                Assert.Equal(Fq.Zero, zero);
            }

            Fq.MinusFiveUnreduced(a, out Fq minusFive);
            Assert.Equal(-(a + a + a + a + a), minusFive * Fq.One);
        }
    }

    private static Fq AddModulus(Fq value, int times)
    {
        for (; times > 0; times--)
        {
            ulong carry = 0;
            value = new Fq(
                WordMath.AddCarry(value.Limb0, Fq.Modulus0, ref carry),
                WordMath.AddCarry(value.Limb1, Fq.Modulus1, ref carry),
                WordMath.AddCarry(value.Limb2, Fq.Modulus2, ref carry),
                WordMath.AddCarry(value.Limb3, Fq.Modulus3, ref carry),
                WordMath.AddCarry(value.Limb4, Fq.Modulus4, ref carry),
                WordMath.AddCarry(value.Limb5, Fq.Modulus5, ref carry));
        }

        return value;
    }
}
