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
}
