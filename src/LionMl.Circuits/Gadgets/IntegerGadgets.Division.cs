using LionMl.R1cs;

namespace LionMl.Circuits.Gadgets;

public sealed partial class IntegerGadgets<F>
{
    /// <summary>
    /// The nearest integer to acc / divisor, halves rounded up: floor((acc + floor(divisor / 2)) / divisor).
    /// Rows: quotientBits + ⌈log2 divisor⌉.
    /// </summary>
    /// <param name="acc">What is divided.</param>
    /// <param name="divisor">At least 2.</param>
    /// <param name="quotientBits">The result must fit a signed number of so many bits.</param>
    /// <param name="packer">Takes the recomposition, or null.</param>
    /// <param name="asVariable">The result is one variable instead of a sum of digits.</param>
    /// <exception cref="RangeException">The result does not fit.</exception>
    public IntegerSignal<F> DivideByConstant(
        in IntegerSignal<F> acc, long divisor, int quotientBits, PackedRows<F>? packer, bool asVariable = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(divisor, 2);
        ThrowIfWidthIsUnusable(quotientBits, 1);
        ThrowIfWidthIsUnusable(quotientBits + IntegerRange.BitsOf(divisor - 1), 2);
        long bias = 1L << (quotientBits - 1);
        long half = divisor / 2;
        long shifted = checked(acc.Value + half + (bias * divisor));
        if (!_recording && (shifted < 0 || shifted >= 2 * bias * divisor))
            throw OutOfRange(acc.Value, -(bias * divisor) - half, (bias * divisor) - half - 1);
        (long digits, long remainder) = _recording ? (0, 0) : Math.DivRem(shifted, divisor);
        IntegerSignal<F> quotient;
        if (asVariable)
        {
            quotient = NewQuotient((ulong)digits, quotientBits);
        }
        else
        {
            AddDigits(_sum.AddConstant(-bias), NewDigits((ulong)digits, quotientBits), 0, quotientBits, 1);
            quotient = _sum.Build();
        }

        _ = _claim.Add(acc).AddConstant(half).Add(-divisor, quotient);
        ConcludeBelow(divisor, remainder, packer);
        return quotient;
    }

    // The open claim is that its sum lies in [0, limit): digits of weights 1, 2, … 2^(n−2) and limit − 2^(n−1), whose subset sums are
    // exactly these numbers. The digits are not unique, the number is.
    private void ConcludeBelow(long limit, long value, PackedRows<F>? packer)
    {
        int count = IntegerRange.BitsOf(limit - 1);
        long lowSum = (1L << (count - 1)) - 1;
        long topWeight = limit - 1 - lowSum;
        bool top = value > lowSum;
        ulong digits = top ? (ulong)(value - topWeight) | (1UL << (count - 1)) : (ulong)value;
        if (packer is not null)
        {
            SignalBits<F> bits = NewDigits(digits, count);
            AddDigits(_claim, bits, 0, count - 1, -1);
            _ = _claim.Add(-topWeight, bits[count - 1]);
            _ = Conclude(packer);
            return;
        }

        // The lowest digit is what is left: its weight is 1, also where it is the only one (limit 2).
        Variable second = System.AllocateDigits(digits >> 1, count - 1);
        var high = new SignalBits<F>(second, count - 1, digits >> 1, _recording);
        if (count > 1)
        {
            AddDigits(_claim, high, 0, count - 2, -2);
            _ = _claim.Add(-topWeight, high[count - 2]);
        }

        EnforceBooleans(high);
        _ = ConcludeWithLowest();
    }
}
