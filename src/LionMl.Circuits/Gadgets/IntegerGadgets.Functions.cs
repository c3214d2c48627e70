using LionMl.R1cs;

namespace LionMl.Circuits.Gadgets;

public sealed partial class IntegerGadgets<F>
{
    /// <summary>A function of a number, by pieces. Rows: width + a lookup of the piece + 1 for the slope + up to 4 for the tails.</summary>
    /// <param name="number">The number.</param>
    /// <param name="table">The function.</param>
    /// <param name="width">
    /// The digits of number − Base (+ 2^(width − 1) where the table has a rule for numbers below); at least the pieces' own.
    /// </param>
    /// <param name="packer">Takes the recomposition, or null.</param>
    /// <param name="result">The variable to become the result, for public outputs; null for a new one.</param>
    /// <exception cref="RangeException">The number does not fit the width.</exception>
    /// <exception cref="CircuitException">The results could reach 2^62.</exception>
    public IntegerSignal<F> Piecewise(
        in IntegerSignal<F> number, PiecewiseTable table, int width, PackedRows<F>? packer, Variable? result = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        ThrowIfWidthIsUnusable(width, table.LeastWidth);
        bool signed = table.Below is not null;
        int magnitude = signed ? width - 1 : width;
        int start = table.Shift, end = table.Shift + table.IndexBits;
        if (magnitude > end && !signed && table.Above is null)
            throw new ArgumentException("Digits above the pieces need a rule for them.", nameof(width));
        IntegerRange domain = table.Domain(width);
        if (!_recording && !domain.Contains(number.Value))
            throw OutOfRange(number.Value, domain.Low, domain.High);
        long offset = (signed ? 1L << (width - 1) : 0) - table.Base;
        SignalBits<F> bits = Decompose(number, offset, width, packer, lowestIsRead: start == 0);

        var digits = new IntegerSignal<F>[table.SegmentBits];
        for (int i = 0; i < digits.Length; i++)
            digits[i] = bits[start + table.OffsetBits + i];
        bool tails = signed || magnitude > end;
        IntegerRange range = table.Results(width, System.CurrentScope);
        if (table.Slopes.IsEmpty)
        {
            var found = new IntegerSignal<F>[1];
            Lookup(digits, [[.. table.Values]], found);
            return tails ? WithTails(found[0], bits, table, magnitude, range, result) : AsResult(found[0], result);
        }

        var line = new IntegerSignal<F>[2];
        Lookup(digits, [[.. table.Values], [.. table.Slopes]], line);
        AddDigits(_sum, bits, start, start + table.OffsetBits, 1);
        IntegerSignal<F> x = _sum.Build();
        if (!tails)
            return LinePoint(line, x, range, result);
        return WithTails(LinePoint(line, x, table.Inside, null), bits, table, magnitude, range, result);
    }

    // value + slope · x as a variable. Rows: 1.
    private IntegerSignal<F> LinePoint(IntegerSignal<F>[] line, in IntegerSignal<F> x, IntegerRange range, Variable? result)
    {
        long value = _recording ? 0 : line[0].Value + (line[1].Value * x.Value);
        Variable variable = result ?? System.AllocatePrivate(value);
        IntegerSignal<F> point = Signal(variable, range, value);
        EnforceStep(line[1].Combination, x.Combination, point, line[0]);
        return point;
    }

    /// <summary>inside where the number lies in the pieces, and the rule's result elsewhere.</summary>
    private IntegerSignal<F> WithTails(
        in IntegerSignal<F> inside, in SignalBits<F> bits, PiecewiseTable table, int magnitude, IntegerRange range, Variable? result)
    {
        IntegerSignal<F> tail = Tail(bits, table, magnitude);
        IntegerSignal<F> isInside = IsInside(bits, table, magnitude);
        long value = isInside.Value != 0 ? inside.Value : tail.Value;
        Variable variable = result ?? System.AllocatePrivate(value);
        IntegerSignal<F> all = Signal(variable, range, value);
        if (_recording)
        {
            IntegerSignal<F> difference = _sum.Add(inside).Add(-1, tail).Build();
            EnforceStep(isInside.Combination, difference.Combination, all, tail);
        }

        return all;
    }

    // What the result is where the number is outside: below by its own constant, above linear in the digits. Rows: 0 or 1.
    private IntegerSignal<F> Tail(in SignalBits<F> bits, PiecewiseTable table, int magnitude)
    {
        if (magnitude == table.Shift + table.IndexBits || table.Above is null)
            return Constant(table.Below!.Value);
        if (table.AboveSlope != 0)
            AddDigits(_sum, bits, table.Shift, magnitude, table.AboveSlope);
        IntegerSignal<F> above = _sum.AddConstant(table.Above!.Value).Build();
        if (table.Below is not { } below)
            return above;
        IntegerSignal<F> sign = bits[magnitude];
        IntegerSignal<F> more = _sum.Add(above).AddConstant(-below).Build();
        return table.AboveSlope == 0
            ? _sum.AddConstant(below).Add(table.Above.Value - below, sign).Build()
            : _sum.AddConstant(below).Add(Gate(sign, more)).Build();
    }

    // 1 where no digit above the pieces is set and the sign says that the number is not below. Without a rule for numbers above, the sign
    // alone, and digits above are forbidden where it is set. Rows: 0 to 2.
    private IntegerSignal<F> IsInside(in SignalBits<F> bits, PiecewiseTable table, int magnitude)
    {
        bool signed = table.Below is not null;
        int end = table.Shift + table.IndexBits;
        if (magnitude == end)
            return bits[magnitude];
        for (int i = end; i < magnitude; i++)
            _ = _sum.Add(bits[i]);
        if (table.Above is null)
        {
            LinearCombination<F> upper = _sum.Build().Combination;
            if (_recording)
                System.EnforceProduct(bits[magnitude].Combination, upper, default);
            return bits[magnitude];
        }

        if (signed)
            _ = _sum.AddConstant(1).Add(-1, bits[magnitude]);
        IntegerSignal<F> against = _sum.Build();
        return !signed && magnitude == end + 1 ? _sum.AddConstant(1).Add(-1, against).Build() : IsZero(against);
    }

    // left · right = whole − part. Rows: 1.
    private void EnforceStep(
        LinearCombination<F> left, LinearCombination<F> right, in IntegerSignal<F> whole, in IntegerSignal<F> part)
    {
        if (!_recording)
            return;
        _ = _claim.Terms.Add(1, whole.Combination).Add(-1, part.Combination);
        LinearCombination<F> written = _claim.Terms.Build();
        _claim.Clear();
        System.EnforceProduct(left, right, written);
    }

    // A signal as a given variable. Rows: 1 if there is one.
    private IntegerSignal<F> AsResult(in IntegerSignal<F> signal, Variable? result)
    {
        if (result is not { } variable)
            return signal;
        if (_recording)
            System.EnforceZero(System.Combine().Add(signal.Combination).Add(-1, variable).Build());
        return new IntegerSignal<F>(
            _recording ? variable : LinearCombination<F>.Untracked, signal.Range, signal.Prior, signal.SettledBy, signal.Value);
    }
}
