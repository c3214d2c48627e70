namespace LionMl.Circuits.Gadgets;

/// <summary>What <see cref="IntegerGadgets{F}"/>'s lookup of one index in some tables costs, counted from the tables.</summary>
/// <param name="Rows">Constraints.</param>
/// <param name="Entries">Non-zero entries of these, in all three matrices.</param>
internal readonly record struct LookupCost(int Rows, int Entries)
{
    /// <summary>The cost of a lookup.</summary>
    /// <param name="indexBits">The digits of the index.</param>
    /// <param name="tables">Tables of 2^indexBits entries.</param>
    public static LookupCost Of(int indexBits, params ReadOnlySpan<long[]> tables)
    {
        int low = PiecewiseTable.LowDigits(indexBits, tables.Length);
        int products = (1 << low) - low - 1;
        var cost = new LookupCost(products, 3 * products);
        foreach (long[] table in tables)
        {
            cost = cost.Plus(Choose(table, 1 << low, out _));
        }

        return cost;
    }

    /// <summary>The coefficients of a function of some digits over the products of every set of them; in place.</summary>
    public static void ToProducts(Span<long> values)
    {
        for (int step = 1; step < values.Length; step <<= 1)
        {
            for (int set = 0; set < values.Length; set++)
            {
                if ((set & step) != 0)
                    values[set] -= values[set ^ step];
            }
        }
    }

    private LookupCost Plus(LookupCost other) => new(Rows + other.Rows, Entries + other.Entries);

    // A row digit · (one − zero) = chosen − zero for each choice; a choice is one variable for the next.
    private static LookupCost Choose(ReadOnlySpan<long> table, int leaf, out int length)
    {
        int half = table.Length / 2;
        if (table.Length == leaf)
        {
            length = Terms(table, []);
            return default;
        }

        ReadOnlySpan<long> lower = table[..half], upper = table[half..];
        var zero = Choose(lower, leaf, out int zeroLength);
        if (lower.SequenceEqual(upper))
        {
            length = zeroLength;
            return zero;
        }

        var one = Choose(upper, leaf, out int oneLength);
        int difference = half == leaf ? Terms(upper, lower) : oneLength + zeroLength;
        length = 1;
        return zero.Plus(one).Plus(new LookupCost(1, 1 + difference + 1 + zeroLength));
    }

    private static int Terms(ReadOnlySpan<long> table, ReadOnlySpan<long> less)
    {
        long[] coefficients = table.ToArray();
        for (int i = 0; i < less.Length; i++)
            coefficients[i] -= less[i];
        ToProducts(coefficients);
        return coefficients.Length - coefficients.AsSpan().Count(0L);
    }
}
