using LionMl.Circuits.Gadgets;
using LionMl.TestSupport;

namespace LionMl.Circuits.Tests.Gadgets;

/// <summary>Division by a computed number and the two roots, over a small prime, exhaustively.</summary>
public class QuotientSoundnessTests
{
    /// <summary>Numerators of both signs, quotients at and beyond the limits, divisors up to the limit, zero and negative ones.</summary>
    [Theory]
    [InlineData(1, 1, false)]
    [InlineData(2, 1, true)]
    [InlineData(2, 2, false)]
    [InlineData(3, 2, true)]
    [InlineData(3, 2, false)]
    [InlineData(2, 3, true)]
    public void Floor_division_is_pinned_and_a_divisor_below_one_has_no_witness(int quotientBits, int divisorBits, bool packed)
    {
        long bias = 1L << (quotientBits - 1);
        new GadgetCase<P97>(
            [new(-24, 24), new(-3, 1L << divisorBits)],
            (gadgets, x) => [gadgets.FloorDivide(x[0], x[1], quotientBits, divisorBits, packed ? gadgets.NewPacker() : null)],
            x => x[1] > 0 && Floor(x[0], x[1]) is var q && q >= -bias && q < bias ? [q] : null).IsSound();
    }

    /// <summary>Divisors that the generator refuses as too large: perhaps there is a witness, but only of the true quotient.</summary>
    [Theory]
    [InlineData(2, 2)]
    [InlineData(3, 1)]
    public void A_divisor_above_the_limit_gives_no_wrong_quotient(int quotientBits, int divisorBits) => new GadgetCase<P97>(
        [new(-24, 24), new((1L << divisorBits) + 1, 20)],
        (gadgets, x) => [gadgets.FloorDivide(x[0], x[1], quotientBits, divisorBits, null)],
        x => [Floor(x[0], x[1])]).NothingButTheTruthIsAccepted();

    /// <summary>The divisor is only known to be below 2^(divisorBits + 1) by the row that bounds the remainder.</summary>
    [Fact]
    public void A_divisor_with_a_wide_range_is_bounded_by_its_remainder() => new GadgetCase<P97>(
        [new(0, 12), new(-40, 40)],
        (gadgets, x) => [gadgets.FloorDivide(x[0], x[1], 3, 2, null)],
        x => x[1] > 0 ? [Floor(x[0], x[1])] : null).NothingButTheTruthIsAccepted();

    /// <summary>A numerator, a divisor and a quotient whose recompositions share one packed row.</summary>
    [Fact]
    public void A_quotient_of_numbers_of_the_same_packed_row_is_pinned() => new GadgetCase<P8209>(
        [new(-3, 3), new(-2, 3)],
        (gadgets, x) =>
        {
            PackedRows<SmallPrimeField<P8209>> packer = gadgets.NewPacker();
            IntegerSignal<SmallPrimeField<P8209>> divisor = gadgets.Max([gadgets.Constant(1), x[1]], 3, packer);
            return [gadgets.FloorDivide(gadgets.Max([x[0], x[1]], 4, packer), divisor, 3, 2, packer)];
        },
        x => [Floor(x.Max(), Math.Max(1, x[1]))]).IsSound();

    [Theory]
    [InlineData(1, false)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    [InlineData(3, true)]
    public void The_square_root_is_pinned_and_a_negative_number_has_none(int resultBits, bool packed)
    {
        long limit = 1L << (2 * resultBits);
        new GadgetCase<P257>(
            [new(-5, limit + 6)],
            (gadgets, x) => [gadgets.SquareRoot(x[0], resultBits, packed ? gadgets.NewPacker() : null)],
            x => x[0] >= 0 && x[0] < limit ? [(long)Math.Floor(Math.Sqrt(x[0]))] : null).IsSound();
    }

    [Theory]
    [InlineData(0, 1, 3, false)]
    [InlineData(1, 2, 2, true)]
    [InlineData(1, 2, 3, false)]
    [InlineData(2, 2, 3, true)]
    public void The_reciprocal_root_is_pinned_and_a_number_below_one_has_none(int precision, int resultBits, int numberBits, bool packed) =>
        ReciprocalRoot<P257>(precision, resultBits, numberBits, packed);

    /// <summary>Numbers so large that the root is 0: its remainder needs as many digits as the number.</summary>
    [Theory]
    [InlineData(0, 1, 5, true)]
    [InlineData(0, 1, 6, false)]
    [InlineData(2, 3, 3, false)]
    public void The_reciprocal_root_is_pinned_over_a_larger_field(int precision, int resultBits, int numberBits, bool packed) =>
        ReciprocalRoot<P1009>(precision, resultBits, numberBits, packed);

    private static void ReciprocalRoot<TModulus>(int precision, int resultBits, int numberBits, bool packed)
        where TModulus : IPrimeModulus => new GadgetCase<TModulus>(
        [new(-2, (1L << numberBits) - 1)],
        (gadgets, x) => [gadgets.ReciprocalRoot(x[0], precision, resultBits, numberBits, packed ? gadgets.NewPacker() : null)],
        x =>
        {
            long root = 0;
            while (x[0] > 0 && (root + 1) * (root + 1) * x[0] <= 1L << (2 * precision))
                root++;
            return x[0] > 0 && root < 1L << resultBits ? [root] : null;
        }).IsSound();

    private static long Floor(long numerator, long divisor) => (long)Math.Floor(numerator / (double)divisor);
}
