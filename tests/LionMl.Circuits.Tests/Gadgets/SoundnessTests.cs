using LionMl.TestSupport;

namespace LionMl.Circuits.Tests.Gadgets;

/// <summary>
/// Every gadget over a small prime, exhaustively: all inputs of a range, all assignments of all other variables, and every constraint
/// taken away in turn.
/// </summary>
public class SoundnessTests
{
    /// <summary>How a recomposition is written: into a packed row, or without one.</summary>
    public static TheoryData<bool> Packing => [true, false];

    [Theory]
    [InlineData(4, 1, false, false)]
    [InlineData(4, 2, false, false)]
    [InlineData(4, 3, false, false)]
    [InlineData(5, 2, true, false)]
    [InlineData(5, 4, true, false)]
    [InlineData(4, 1, false, true)]
    [InlineData(4, 2, true, true)]
    [InlineData(5, 2, false, true)]
    [InlineData(5, 3, true, true)]
    public void Rescaling_gives_the_nearest_integer_and_nothing_else(int width, int shift, bool packed, bool asVariable)
    {
        long limit = 1L << (width - 1), half = 1L << (shift - 1);
        new GadgetCase<P97>(
            [new(-40, 40)],
            (gadgets, x) => [gadgets.Rescale(x[0], width, shift, packed ? gadgets.NewPacker() : null, asVariable)],
            x => x[0] + half >= -limit && x[0] + half < limit ? [(x[0] + half) >> shift] : null).IsSound();
    }

    [Theory]
    [MemberData(nameof(Packing))]
    public void Rescaling_by_nothing_is_the_identity(bool packed) => new GadgetCase<P97>(
        [new(-40, 40)], (gadgets, x) => [gadgets.Rescale(x[0], 4, 0, packed ? gadgets.NewPacker() : null)], x => x).IsSound();

    [Theory]
    [InlineData(4, 0, false)]
    [InlineData(4, 0, true)]
    [InlineData(4, 1, false)]
    [InlineData(4, 2, true)]
    [InlineData(5, 2, true)]
    [InlineData(5, 3, false)]
    public void Relu_of_a_rescaled_number_is_pinned(int width, int shift, bool packed)
    {
        long limit = 1L << (width - 1), half = shift == 0 ? 0 : 1L << (shift - 1);
        new GadgetCase<P97>(
            [new(-40, 40)],
            (gadgets, x) => [gadgets.ReluRescale(x[0], width, shift, packed ? gadgets.NewPacker() : null)],
            x => x[0] + half >= -limit && x[0] + half < limit ? [Math.Max(0, (x[0] + half) >> shift)] : null).IsSound();
    }

    [Theory]
    [InlineData(5, 0, 2, false)]
    [InlineData(5, 1, 2, false)]
    [InlineData(5, 1, 1, true)]
    [InlineData(6, 1, 2, true)]
    [InlineData(6, 2, 5, false)]
    public void Saturating_relu_is_pinned(int width, int shift, int outputBits, bool packed)
    {
        long limit = 1L << (width - 1), half = shift == 0 ? 0 : 1L << (shift - 1), most = (1L << outputBits) - 1;
        new GadgetCase<P257>(
            [new(-50, 50)],
            (gadgets, x) => [gadgets.SaturatingReluRescale(x[0], width, shift, outputBits, packed ? gadgets.NewPacker() : null)],
            x => x[0] + half >= -limit && x[0] + half < limit ? [Math.Clamp((x[0] + half) >> shift, 0, most)] : null).IsSound();
    }

    [Theory]
    [MemberData(nameof(Packing))]
    public void The_sign_is_pinned(bool packed) => new GadgetCase<P97>(
        [new(-40, 40)],
        (gadgets, x) => [gadgets.IsNonNegative(x[0], 4, packed ? gadgets.NewPacker() : null)],
        x => x[0] is >= -8 and < 8 ? [x[0] >= 0 ? 1 : 0] : null).IsSound();

    [Theory]
    [MemberData(nameof(Packing))]
    public void The_greater_of_two_is_pinned(bool packed) => new GadgetCase<P97>(
        [new(-5, 5), new(-5, 5)],
        (gadgets, x) => [gadgets.Max(x, 4, packed ? gadgets.NewPacker() : null)],
        x => x[1] - x[0] is >= -8 and < 8 ? [Math.Max(x[0], x[1])] : null).IsSound();

    [Theory]
    [MemberData(nameof(Packing))]
    public void The_greatest_of_three_is_pinned(bool packed) => new GadgetCase<P8209>(
        [new(-2, 3), new(-3, 2), new(-2, 3)],
        (gadgets, x) => [gadgets.Max(x, 3, packed ? gadgets.NewPacker() : null)],
        x => Fits(x[1] - x[0]) && Fits(x[2] - Math.Max(x[0], x[1])) ? [x.Max()] : null).IsSound();

    [Fact]
    public void A_maximum_and_what_follows_may_share_a_packed_row()
    {
        var chain = new GadgetCase<P8209>(
            [new(-2, 2), new(-2, 2)],
            (gadgets, x) =>
            {
                var packer = gadgets.NewPacker();
                return [gadgets.ReluRescale(gadgets.Max(x, 3, packer), 4, 1, packer)];
            },
            x => Fits(x[1] - x[0]) ? [Math.Max(0, (x.Max() + 1) >> 1)] : null);
        chain.IsSound();
    }

    [Fact]
    public void Two_numbers_in_one_packed_row_stay_apart() => new GadgetCase<P8209>(
        [new(-3, 3), new(-6, 6)],
        (gadgets, x) =>
        {
            var packer = gadgets.NewPacker();
            return [gadgets.Rescale(x[0], 3, 1, packer), gadgets.Rescale(x[1], 4, 2, packer)];
        },
        x => x[0] + 1 is >= -4 and < 4 && x[1] + 2 is >= -8 and < 8 ? [(x[0] + 1) >> 1, (x[1] + 2) >> 2] : null).IsSound();

    [Fact]
    public void Products_squares_and_powers_are_pinned()
    {
        new GadgetCase<P97>([new(-6, 6), new(-6, 6)], (gadgets, x) => [gadgets.Product(x[0], x[1])], x => [x[0] * x[1]]).IsSound();
        new GadgetCase<P97>([new(-6, 6)], (gadgets, x) => [gadgets.Square(x[0])], x => [x[0] * x[0]]).IsSound();
        for (int exponent = 1; exponent <= 7; exponent++)
        {
            int power = exponent;
            new GadgetCase<P8209>(
                [new(-3, 3)], (gadgets, x) => [gadgets.Power(x[0], power)], x => [(long)Math.Pow(x[0], power)]).IsSound();
        }
    }

    [Theory]
    [InlineData(5, 1, false)]
    [InlineData(5, 2, true)]
    [InlineData(4, 3, false)]
    [InlineData(4, 1, true)]
    public void A_rescaled_product_is_pinned(int width, int shift, bool asVariable)
    {
        long limit = 1L << (width - 1), half = 1L << (shift - 1);
        new GadgetCase<P97>(
            [new(-4, 4), new(-5, 5)],
            (gadgets, x) => [gadgets.RescaleProduct(x[0], x[1], width, shift, asVariable)],
            x => (x[0] * x[1]) + half is var t && t >= -limit && t < limit ? [t >> shift] : null).IsSound();
    }

    [Theory]
    [InlineData(2, 2)]
    [InlineData(3, 2)]
    [InlineData(4, 2)]
    [InlineData(5, 2)]
    [InlineData(6, 3)]
    [InlineData(7, 2)]
    [InlineData(9, 2)]
    [InlineData(12, 2)]
    public void Division_by_a_constant_gives_the_nearest_integer_and_nothing_else(int divisor, int quotientBits)
    {
        foreach (bool packed in (bool[])[false, true])
        {
            foreach (bool asVariable in (bool[])[false, true])
            {
                long bias = 1L << (quotientBits - 1);
                new GadgetCase<P257>(
                    [new(-60, 60)],
                    (gadgets, x) =>
                        [gadgets.DivideByConstant(x[0], divisor, quotientBits, packed ? gadgets.NewPacker() : null, asVariable)],
                    x => (long)Math.Floor((x[0] + (divisor / 2)) / (double)divisor) is var q && q >= -bias && q < bias ? [q] : null)
                    .IsSound();
            }
        }
    }

    private static bool Fits(long difference) => difference is >= -4 and < 4;
}
