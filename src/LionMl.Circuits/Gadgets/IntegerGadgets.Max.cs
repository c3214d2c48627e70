namespace LionMl.Circuits.Gadgets;

public sealed partial class IntegerGadgets<F>
{
    /// <summary>1 where a number is zero or positive, 0 where it is negative. Rows: width.</summary>
    /// <param name="number">The number.</param>
    /// <param name="width">The number must fit a signed number of so many bits.</param>
    /// <param name="packer">Takes the recomposition, or null.</param>
    /// <exception cref="RangeException">The number does not fit the width.</exception>
    public IntegerSignal<F> IsNonNegative(in IntegerSignal<F> number, int width, PackedRows<F>? packer)
    {
        ThrowIfWidthIsUnusable(width, 2);
        return Decompose(number, OffsetOf(width, 0), width, packer, lowestIsRead: false)[width - 1];
    }

    /// <summary>The greatest of some numbers. Rows: (count − 1) · (width + 1).</summary>
    /// <param name="numbers">At least one.</param>
    /// <param name="width">The difference between a number and the greatest before it must fit a signed number of so many bits.</param>
    /// <param name="packer">Takes the recompositions, or null.</param>
    /// <returns>The first number plus one variable for each other.</returns>
    /// <exception cref="RangeException">A difference does not fit the width.</exception>
    public IntegerSignal<F> Max(ReadOnlySpan<IntegerSignal<F>> numbers, int width, PackedRows<F>? packer)
    {
        ArgumentOutOfRangeException.ThrowIfZero(numbers.Length);
        ThrowIfWidthIsUnusable(width, 2);
        IntegerSignal<F> greatest = numbers[0];
        for (int i = 1; i < numbers.Length; i++)
            greatest = Greater(greatest, numbers[i], width, packer);
        return greatest;
    }

    private IntegerSignal<F> Greater(in IntegerSignal<F> left, in IntegerSignal<F> right, int width, PackedRows<F>? packer)
    {
        IntegerSignal<F> difference = _sum.Add(right).Add(-1, left).Build();
        SignalBits<F> bits = Decompose(difference, OffsetOf(width, 0), width, packer, lowestIsRead: packer is not null);
        IntegerSignal<F> sign = bits[width - 1];
        int settledBy = Math.Max(difference.SettledBy, packer?.OpenRow ?? 0);
        IntegerSignal<F> step;
        if (packer is null)
        {
            step = Gate(sign, difference);
        }
        else
        {
            // By digits, because these are bounded before the packed row is known to hold. For a set sign they are the difference.
            AddDigits(_sum, bits, 0, width - 1, 1);
            step = Gate(sign, _sum.Build());
        }

        IntegerSignal<F> sum = _sum.Add(left).Add(step).Build();
        var range = new IntegerRange(Math.Max(left.Range.Low, right.Range.Low), Math.Max(left.Range.High, right.Range.High));
        return new IntegerSignal<F>(sum.Combination, range, settledBy == 0 ? range : WidestOf(sum), settledBy, sum.Value);
    }

    // What is known of a sum without any packed row that it rests on.
    private static IntegerRange WidestOf(in IntegerSignal<F> sum) => sum.SettledBy == 0 ? sum.Range : sum.Prior;
}
