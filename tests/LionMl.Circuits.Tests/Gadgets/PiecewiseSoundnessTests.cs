using LionMl.Circuits.Gadgets;
using LionMl.TestSupport;

namespace LionMl.Circuits.Tests.Gadgets;

/// <summary>Functions in pieces over a small prime, exhaustively: every form that a table can have.</summary>
public class PiecewiseSoundnessTests
{
    private const long Below = -9;
    private const long Above = 17;

    /// <summary>Shift, digits of the piece, digits within a piece (0: constant pieces), digits above the pieces.</summary>
    public static TheoryData<int, int, int, int> Forms => new()
    {
        { 0, 1, 0, 0 },
        { 0, 3, 0, 0 },
        { 2, 2, 0, 0 },
        { 0, 2, 1, 0 },
        { 1, 2, 2, 0 },
        { 0, 3, 0, 1 },
        { 0, 2, 0, 2 },
        { 1, 2, 0, 1 },
        { 0, 2, 1, 1 },
        { 1, 1, 1, 2 },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void Without_rules_only_the_pieces_have_results(int shift, int segmentBits, int offsetBits, int digitsAbove)
    {
        if (digitsAbove == 0)
            IsSound(Table(shift, segmentBits, offsetBits), 0);
        else
            _ = Assert.Throws<ArgumentException>(() => IsSound(Table(shift, segmentBits, offsetBits), digitsAbove));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_rule_below_leaves_numbers_above_without_result(int shift, int segmentBits, int offsetBits, int digitsAbove) =>
        IsSound(Table(shift, segmentBits, offsetBits) with { Below = Below }, digitsAbove);

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_rule_above_leaves_numbers_below_without_result(int shift, int segmentBits, int offsetBits, int digitsAbove)
    {
        IsSound(Table(shift, segmentBits, offsetBits) with { Above = Above }, digitsAbove);
        IsSound(Table(shift, segmentBits, offsetBits) with { Above = Above, AboveSlope = 3 }, digitsAbove);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Both_rules_hold_on_their_sides(int shift, int segmentBits, int offsetBits, int digitsAbove)
    {
        IsSound(Table(shift, segmentBits, offsetBits) with { Below = Below, Above = Above }, digitsAbove);
        IsSound(Table(shift, segmentBits, offsetBits) with { Below = Below, Above = Above, AboveSlope = -2 }, digitsAbove);
    }

    [Fact]
    public void A_table_of_sixty_four_entries_is_pinned() => IsSound(Table(0, 6, 0), 0);

    [Fact]
    public void A_table_with_equal_halves_is_pinned()
    {
        PiecewiseTable table = Table(0, 3, 0);
        IsSound(table with { Values = [.. table.Values[..4], .. table.Values[..4]], Below = Below }, 0, allAreNeeded: false);
        IsSound(table with { Values = [5, 5, 5, 5, 5, 5, 5, 5], Below = Below, Above = Above }, 1, allAreNeeded: false);
    }

    /// <summary>A public output that is the result's own variable.</summary>
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(0, 1)]
    public void A_given_variable_becomes_the_result(int offsetBits, int digitsAbove)
    {
        PiecewiseTable table = Table(1, 2, offsetBits);
        if (digitsAbove > 0)
            table = table with { Above = Above };
        int width = table.LeastWidth + digitsAbove;
        var recorder = new R1cs.ConstraintRecorder<SmallPrimeField<P257>>();
        var gadgets = new IntegerGadgets<SmallPrimeField<P257>>(recorder);
        R1cs.Variable result = recorder.AllocatePublic(0);
        IntegerSignal<SmallPrimeField<P257>> x = gadgets.PublicInput(0, new IntegerRange(-40, 40));
        _ = gadgets.Piecewise(x, table, width, null, result);
        var solver = new TestSupport.Soundness.ExhaustiveSolver<P257>(RowSystems.Of(recorder.Build()));
        for (long value = -40; value <= 40; value++)
        {
            int[] wanted = [.. (Expected(table, width, value) ?? []).Select(y => SmallPrimeField<P257>.FromInt64(y).Number)];
            Assert.Equal(wanted, solver.Find([(2, value)], [1]).SelectMany(found => found));
        }
    }

    private static void IsSound(PiecewiseTable table, int digitsAbove, bool allAreNeeded = true)
    {
        Assert.Null(table.Problem());
        int width = table.LeastWidth + digitsAbove;
        foreach (bool packed in (bool[])[false, true])
        {
            var test = new GadgetCase<P257>(
                [new(-45, 69)],
                (gadgets, x) => [gadgets.Piecewise(x[0], table, width, packed ? gadgets.NewPacker() : null)],
                x => Expected(table, width, x[0]));
            test.WitnessesAreAsExpected();
            test.OutputsAreUnique();
            if (allAreNeeded)
                test.EveryConstraintIsNeeded();
        }
    }

    // The definition in the table's remarks, in real arithmetic, and the numbers that so many digits can hold.
    private static long[]? Expected(PiecewiseTable table, int width, long number)
    {
        double distance = number - table.Base, pieces = Math.Pow(2, table.Shift + table.IndexBits);
        double digits = Math.Pow(2, table.Below is null ? width : width - 1);
        double t = Math.Floor(distance / Math.Pow(2, table.Shift));
        if (distance < -digits || distance >= digits)
            return null;
        if (distance < 0)
            return table.Below is { } below ? [below] : null;
        if (distance >= pieces)
            return table.Above is { } above ? [above + (table.AboveSlope * (long)t)] : null;
        double length = Math.Pow(2, table.IndexBits - table.SegmentBits);
        int piece = (int)Math.Floor(t / length);
        return [table.Values[piece] + (table.Slopes.IsEmpty ? 0 : table.Slopes[piece] * (long)(t - (piece * length)))];
    }

    // No two pieces are alike, and every combination of digits matters.
    private static PiecewiseTable Table(int shift, int segmentBits, int offsetBits)
    {
        var random = new Random((100 * shift) + (10 * segmentBits) + offsetBits);
        int count = 1 << segmentBits;
        return new PiecewiseTable
        {
            Base = -5,
            Shift = shift,
            IndexBits = segmentBits + offsetBits,
            SegmentBits = segmentBits,
            Values = [.. Enumerable.Range(0, count).Select(i => random.NextInt64(-60, 60))],
            Slopes = offsetBits == 0 ? [] : [.. Enumerable.Range(0, count).Select(i => random.NextInt64(1, 9))],
        };
    }
}
