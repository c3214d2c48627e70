namespace LionMl.Algebra.Tests.Fields;

public sealed class FrTests : FieldLawTests<Fr>
{
    [Fact]
    public void Roots_of_unity_have_exactly_their_order()
    {
        for (int logSize = 0; logSize <= Fr.TwoAdicity; logSize++)
        {
            Fr root = Fr.RootOfUnity(logSize);
            Assert.Equal(Fr.One, root.Pow(1UL << logSize));
            if (logSize > 0)
                Assert.Equal(-Fr.One, root.Pow(1UL << (logSize - 1)));
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => Fr.RootOfUnity(Fr.TwoAdicity + 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Fr.RootOfUnity(-1));
    }

    [Fact]
    public void The_largest_root_of_unity_is_the_generator_to_the_odd_part()
    {
        Assert.Equal(Fr.RootOfUnity(Fr.TwoAdicity), Fr.Generator.Pow((Fr.Modulus - 1) >> Fr.TwoAdicity));
    }

    [Theory]
    [InlineData("0", true)]
    [InlineData("8444461749428370424248824938781546531375899335154063827935233455917409239040", true)]
    [InlineData("8444461749428370424248824938781546531375899335154063827935233455917409239041", false)]
    [InlineData("-1", false)]
    [InlineData("+1", false)]
    [InlineData(" 1", false)]
    [InlineData("1.0", false)]
    [InlineData("0x10", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Decimal_text_is_read_strictly(string? text, bool valid)
    {
        Assert.Equal(valid, Fr.TryParse(text, out Fr value));
        Assert.Equal(valid ? text : "0", value.ToString());
    }

    [Fact]
    public void Endless_decimal_text_is_refused_quickly() => Assert.False(Fr.TryParse(new string('9', 10_000_000), out _));
}
