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

    /// <summary>|number| must stay below the field, so that no number but zero is a multiple of it.</summary>
    [Theory]
    [InlineData(96, true)]
    [InlineData(97, false)]
    public void A_zero_test_needs_a_number_below_the_field(long high, bool fits) => Decides<P97>(
        fits,
        [new(-4, high)],
        (gadgets, x) => [gadgets.IsZero(x[0])],
        x => [x[0] == 0 ? 1 : 0]);

    /// <summary>Index and places together must stay below the field: 93 + 4 = 97 is too much.</summary>
    [Theory]
    [InlineData(92, true)]
    [InlineData(93, false)]
    public void Selectors_need_an_index_that_cannot_come_round_to_another_place(long high, bool fits) => Decides<P97>(
        fits,
        [new(0, high)],
        (gadgets, x) =>
        {
            var selectors = new IntegerSignal<SmallPrimeField<P97>>[4];
            gadgets.Select(x[0], selectors);
            return selectors;
        },
        x => x[0] < 4 ? [.. Enumerable.Range(0, 4).Select(j => x[0] == j ? 1L : 0)] : null);

    /// <summary>
    /// Quotients from −4 to 3 and divisors below 8, by the bound that the remainder's row gives: 7·4 + |numerator| + 4 must stay below 97.
    /// </summary>
    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void A_quotient_times_a_divisor_must_stay_below_the_field(long high, bool fits)
    {
        foreach (bool packed in (bool[])[false, true])
        {
            Decides<P97>(
                fits,
                [new(-high, high), new(1, 4)],
                (gadgets, x) => [gadgets.FloorDivide(x[0], x[1], 3, 2, packed ? gadgets.NewPacker() : null)],
                x => (long)Math.Floor(x[0] / (double)x[1]) is >= -4 and < 4 and var q ? [q] : null);
        }
    }

    /// <summary>Roots below 8: 64 + number + 16 must stay below 257.</summary>
    [Theory]
    [InlineData(176, true)]
    [InlineData(177, false)]
    public void A_square_must_stay_below_the_field(long high, bool fits) => Decides<P257>(
        fits,
        [new(-1, high)],
        (gadgets, x) => [gadgets.SquareRoot(x[0], 3, null)],
        x => x[0] is >= 0 and < 64 ? [(long)Math.Sqrt(x[0])] : null);

    /// <summary>Results below 4, precision 1, numbers of 3 bits: 16·number + 4 + 32 must stay below 257.</summary>
    [Theory]
    [InlineData(13, true)]
    [InlineData(14, false)]
    public void A_square_times_a_number_must_stay_below_the_field(long high, bool fits)
    {
        GadgetCase<P257> Make() => new(
            [new(-1, high)],
            (gadgets, x) => [gadgets.ReciprocalRoot(x[0], 1, 2, 3, null)],
            x => x[0] < 1 ? null : [x[0] == 1 ? 2 : x[0] <= 4 ? 1 : 0]);
        if (fits)
            Make().NothingButTheTruthIsAccepted();
        else
            _ = Assert.Throws<CircuitException>(Make);
    }

    /// <summary>A table's index of three digits from −5 on, shifted by one: 88 + 5 + … must stay below 97, and so must the digits' side.</summary>
    [Theory]
    [InlineData(-20, 91, true)]
    [InlineData(-20, 92, false)]
    [InlineData(-86, 20, true)]
    [InlineData(-87, 20, false)]
    public void The_index_of_a_table_must_not_wrap(long low, long high, bool fits)
    {
        var table = new PiecewiseTable
        {
            Base = -5,
            Shift = 1,
            IndexBits = 3,
            SegmentBits = 3,
            Values = [3, 1, 4, 7, 5, 9, 2, 6],
            Slopes = [],
        };
        foreach (bool packed in (bool[])[false, true])
        {
            Decides<P97>(
                fits,
                [new(low, high)],
                (gadgets, x) => [gadgets.Piecewise(x[0], table, 4, packed ? gadgets.NewPacker() : null)],
                x => x[0] is >= -5 and < 11 ? [table.Values[(int)(x[0] + 5) >> 1]] : null);
        }
    }

    /// <summary>The digits that are counted above a saturated result are fewer than the field has elements, whatever the width.</summary>
    [Theory]
    [InlineData(-18, 78, true)]
    [InlineData(-18, 79, false)]
    public void Rounding_to_even_must_stay_below_the_field(long low, long high, bool fits) => Decides<P97>(
        fits,
        [new(low, high)],
        (gadgets, x) => [gadgets.RescaleToEven(x[0], 5, 2, null)],
        x => x[0] + 2 is >= -16 and < 16 ? [(long)Math.Round(x[0] / 4.0, MidpointRounding.ToEven)] : null);

    [Fact]
    public void A_table_whose_line_leaves_the_word_size_is_refused_by_name()
    {
        // A slope of 2^30 over 2^36 steps; a machine word would hold a product of it that has wrapped around.
        var table = new PiecewiseTable
        {
            Base = 0,
            Shift = 0,
            IndexBits = 1,
            SegmentBits = 1,
            Values = [0, 1],
            Slopes = [],
            Above = 0,
            AboveSlope = 1L << 30,
        };
        Assert.Null(table.Problem());
        var system = new R1cs.ConstraintRecorder<Algebra.Fr>();
        var gadgets = new IntegerGadgets<Algebra.Fr>(system);
        using R1cs.ScopeToken scope = system.Scope("exp3");
        IntegerSignal<Algebra.Fr> x = gadgets.PublicInput(0, new IntegerRange(0, 1L << 36));
        CircuitException error = Assert.Throws<CircuitException>(() => gadgets.Piecewise(x, table, 36, null));
        Assert.Contains("exp3", error.Message, StringComparison.Ordinal);
        _ = gadgets.Piecewise(x, table, 31, null);
    }

    [Theory]
    [InlineData(long.MinValue)]
    [InlineData(long.MaxValue)]
    public void Extreme_numbers_in_a_table_are_a_problem_and_no_overflow(long extreme)
    {
        var table = new PiecewiseTable { Base = 0, Shift = 0, IndexBits = 1, SegmentBits = 1, Values = [0, 1], Slopes = [] };
        Assert.NotNull((table with { Base = extreme }).Problem());
        Assert.NotNull((table with { Below = extreme }).Problem());
        Assert.NotNull((table with { Above = extreme }).Problem());
        Assert.NotNull((table with { AboveSlope = extreme }).Problem());
        Assert.NotNull((table with { Values = [0, extreme] }).Problem());
        Assert.NotNull((table with { Slopes = [0, extreme] }).Problem());
    }

    /// <summary>
    /// The constraints admit a divisor somewhat above its limit, whose quotient is then below what divisors up to the limit could give.
    /// </summary>
    [Fact]
    public void The_range_of_a_stored_quotient_holds_for_all_divisors_that_the_constraints_admit()
    {
        var shape = Onnx.TensorShape.Of(1);
        IntegerNode[] nodes =
        [
            new InputNode(new NodeHeader("b", [], shape, 0), 5, signed: false),
            new ConstantNode(new NodeHeader("a", [], shape, 0), [104]),
            new QuotientNode(new NodeHeader("q", [1, 0], shape, 0), 4, [8]),
        ];
        foreach (IntegerNode node in nodes)
            node.Join(nodes);

        // 104 = 5·20 + 4, and 20 − 1 − 4 = 15 has four digits, as if 20 did not exceed 16.
        var solver = new TestSupport.Soundness.ExhaustiveSolver<P8209>(RowSystems.Of(new GadgetCase<P8209>(
            [new(1, 31)], (gadgets, x) => [gadgets.FloorDivide(gadgets.Constant(104), x[0], 8, 4, null)], x => [104 / x[0]]).Circuit));
        Assert.Equal(5, Assert.Single(solver.Find([(1, 20)], [2]))[0]);
        Assert.True(nodes[2].Range.Contains(5));
    }

    private static void Decides<TModulus>(
        bool fits, IntegerRange[] ranges, GadgetText<SmallPrimeField<TModulus>> text, Func<long[], long[]?> expected)
        where TModulus : IPrimeModulus
    {
        if (fits)
            new GadgetCase<TModulus>(ranges, text, expected).IsSound();
        else
            _ = Assert.Throws<CircuitException>(() => new GadgetCase<TModulus>(ranges, text, expected));
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
