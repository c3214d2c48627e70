using LionMl.Circuits.Gadgets;
using LionMl.TestSupport;

namespace LionMl.Circuits.Tests.Gadgets;

/// <summary>The bounds that keep integers from wrapping around in the field are enforced, and are exactly where they must be.</summary>
public class WrapAroundTests
{
    /// <summary>Inputs [-high, high] to a rescale of five bits by two: at 18 + 78 = 96 the largest claim still fits F_97.</summary>
    [Theory]
    [InlineData(-17, 78, true)]
    [InlineData(-18, 79, false)]
    [InlineData(-83, 12, true)]
    [InlineData(-84, 11, false)]
    public void A_recomposition_must_stay_below_the_field(long low, long high, bool fits)
    {
        foreach (bool packed in (bool[])[false, true])
        {
            GadgetCase<P97> Make() => new(
                [new(low, high)],
                (gadgets, x) => [gadgets.Rescale(x[0], 5, 2, packed ? gadgets.NewPacker() : null)],
                x => x[0] + 2 is >= -16 and < 16 ? [(x[0] + 2) >> 2] : null);
            if (fits)
                Make().IsSound();
            else
                _ = Assert.Throws<CircuitException>(Make);
        }
    }

    [Theory]
    [InlineData(6, true)]
    [InlineData(7, false)]
    public void A_free_variable_needs_fewer_digits_than_the_field(int bits, bool fits)
    {
        GadgetCase<P97> Make() => new([], (gadgets, _) => [gadgets.PrivateInput(0, bits, signed: false)], _ => [0]);
        if (fits)
            _ = Make();
        else
            _ = Assert.Throws<CircuitException>(Make);
    }

    [Theory]
    [InlineData(72, true)]
    [InlineData(73, false)]
    public void A_rescaled_product_must_stay_below_the_field(long high, bool fits)
    {
        // The offset of five bits with a shift of four is 24, and 72 + 24 = 96.
        GadgetCase<P97> Make() => new(
            [new(0, high), new(1, 1)],
            (gadgets, x) => [gadgets.RescaleProduct(x[0], x[1], 5, 4)],
            x => x[0] < 8 ? [0] : null);
        if (fits)
            Make().IsSound();
        else
            _ = Assert.Throws<CircuitException>(Make);
    }

    [Fact]
    public void Sums_that_could_reach_the_word_size_are_refused_by_name()
    {
        var system = new R1cs.ConstraintRecorder<Algebra.Fr>();
        var gadgets = new IntegerGadgets<Algebra.Fr>(system);
        using R1cs.ScopeToken scope = system.Scope("dense7");
        IntegerSignal<Algebra.Fr> wide = gadgets.PublicInput(0, new IntegerRange(0, 1L << 40));
        CircuitException error = Assert.Throws<CircuitException>(() => gadgets.NewSum().Add(1L << 30, wide).Build());
        Assert.Contains("dense7", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<CircuitException>(() => gadgets.Product(wide, wide));
        Assert.Contains("dense7", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(62)]
    public void Widths_that_make_no_sense_are_refused(int width)
    {
        var gadgets = new IntegerGadgets<Algebra.Fr>(new R1cs.ConstraintRecorder<Algebra.Fr>());
        IntegerSignal<Algebra.Fr> x = gadgets.PublicInput(0, new IntegerRange(0, 5));
        _ = Assert.Throws<ArgumentOutOfRangeException>(() => gadgets.Rescale(x, width, 3, null));
        _ = Assert.Throws<ArgumentOutOfRangeException>(() => gadgets.ReluRescale(x, width, 1, null));
        _ = Assert.Throws<ArgumentOutOfRangeException>(() => gadgets.Max([x, x], width, null));
    }
}
