using LionMl.R1cs;

namespace LionMl.Circuits.Gadgets;

public sealed partial class IntegerGadgets<F>
{
    /// <summary>Looks one index up in some tables. Rows: see <see cref="PiecewiseTable"/>; 26 for one table of 256 entries.</summary>
    /// <remarks>
    /// All products of the low digits are made once; any function of these digits is then a linear combination. The high digits choose
    /// between such functions, one row for each choice: digit · (one − zero) = chosen − zero.
    /// </remarks>
    /// <param name="digits">The binary digits of the index, lowest first; proved to be digits.</param>
    /// <param name="tables">Tables of 2^digits entries.</param>
    /// <param name="results">Receives each table's entry.</param>
    private void Lookup(ReadOnlySpan<IntegerSignal<F>> digits, ReadOnlySpan<long[]> tables, Span<IntegerSignal<F>> results)
    {
        int low = PiecewiseTable.LowDigits(digits.Length, tables.Length);
        IntegerSignal<F>[] products = Products(digits[..low]);
        int index = 0;
        for (int i = 0; i < low; i++)
            index |= (int)digits[i].Value << i;
        for (int i = 0; i < tables.Length; i++)
            results[i] = Choose(digits[low..], tables[i], products, index);
    }

    // The products of every set of digits; set number 0 is the empty one, whose product is 1.
    private IntegerSignal<F>[] Products(ReadOnlySpan<IntegerSignal<F>> digits)
    {
        var products = new IntegerSignal<F>[1 << digits.Length];
        products[0] = Constant(1);
        for (int set = 1; set < products.Length; set++)
        {
            int last = IntegerRange.BitsOf(set) - 1;
            int rest = set & ~(1 << last);
            products[set] = rest == 0 ? digits[last] : Product(products[rest], digits[last]);
        }

        return products;
    }

    private IntegerSignal<F> Choose(
        ReadOnlySpan<IntegerSignal<F>> digits, ReadOnlySpan<long> table, IntegerSignal<F>[] products, int index)
    {
        if (digits.IsEmpty)
            return LinearInProducts(table, products, index);
        int half = table.Length / 2;
        ReadOnlySpan<long> lower = table[..half], upper = table[half..];
        IntegerSignal<F> zero = Choose(digits[..^1], lower, products, index);
        if (lower.SequenceEqual(upper))
            return zero;
        IntegerSignal<F> one = Choose(digits[..^1], upper, products, index);
        IntegerSignal<F> digit = digits[^1];
        IntegerRange range = zero.Range.Union(one.Range);
        IntegerSignal<F> chosen = NewVariable(digit.Value == 0 ? zero.Value : one.Value, range.Low, range.High);
        if (_recording)
        {
            _ = _sum.Terms.Add(1, one.Combination).Add(-1, zero.Combination);
            LinearCombination<F> difference = _sum.Terms.Build();
            _sum.Clear();
            _ = _sum.Terms.Add(1, chosen.Combination).Add(-1, zero.Combination);
            LinearCombination<F> step = _sum.Terms.Build();
            _sum.Clear();
            System.EnforceProduct(digit.Combination, difference, step);
        }

        return chosen;
    }

    // Any function of some digits is Σ over sets of digits: coefficient · product of the set.
    private IntegerSignal<F> LinearInProducts(ReadOnlySpan<long> table, IntegerSignal<F>[] products, int index)
    {
        long low = long.MaxValue, high = long.MinValue;
        foreach (long value in table)
            (low, high) = (Math.Min(low, value), Math.Max(high, value));
        LinearCombination<F> combination = LinearCombination<F>.Untracked;
        if (_recording)
        {
            long[] coefficients = table.ToArray();
            LookupCost.ToProducts(coefficients);
            for (int set = 0; set < coefficients.Length; set++)
            {
                if (coefficients[set] != 0)
                    _ = _sum.Terms.Add(coefficients[set], products[set].Combination);
            }

            combination = _sum.Terms.Build();
            _sum.Clear();
        }

        // Digits are digits whatever else holds, so the combination takes values of the table only.
        return Signal(combination, new IntegerRange(low, high), _recording ? 0 : table[index]);
    }
}
