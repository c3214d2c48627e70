namespace LionMl.Circuits.Gadgets;

public sealed partial class IntegerGadgets<F>
{
    /// <summary>acc / 2^shift, rounded to the nearest integer, halves to the even one. Rows: width + 1, and 2 where shift is above 1.</summary>
    /// <param name="acc">What is divided.</param>
    /// <param name="width">acc + 2^(shift−1) must fit a signed number of so many bits; at least shift + 2.</param>
    /// <param name="shift">At least 1.</param>
    /// <param name="packer">Takes the recomposition, or null.</param>
    /// <exception cref="RangeException">The number does not fit the width.</exception>
    public IntegerSignal<F> RescaleToEven(in IntegerSignal<F> acc, int width, int shift, PackedRows<F>? packer)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(shift, 1);
        ThrowIfWidthIsUnusable(width, shift + 2);
        SignalBits<F> bits = Decompose(acc, OffsetOf(width, shift), width, packer, lowestIsRead: true);
        IntegerSignal<F> excess = Excess(bits, shift);
        AddDigits(_sum.AddConstant(-(1L << (width - 1 - shift))), bits, shift, width, 1);
        return _sum.Add(-1, excess).Build();
    }

    /// <summary>
    /// acc / 2^shift rounded as told, but zero where that is negative and 2^outputBits − 1 where it is greater. Rows: width + 3, or
    /// width + 1 for the least width; and for halves to the even one 1, and 2 more where shift is above 1.
    /// </summary>
    /// <param name="acc">What is divided.</param>
    /// <param name="width">acc + 2^(shift−1) must fit a signed number of so many bits; at least shift + outputBits + 1.</param>
    /// <param name="shift">The power of two to divide by; 0 divides by one.</param>
    /// <param name="outputBits">Bits of the result.</param>
    /// <param name="toEven">Halves go to the even neighbour; otherwise upwards.</param>
    /// <param name="packer">Takes the recomposition, or null.</param>
    /// <returns>A variable in [0, 2^outputBits − 1].</returns>
    /// <exception cref="RangeException">The number does not fit the width.</exception>
    public IntegerSignal<F> SaturatingRescale(
        in IntegerSignal<F> acc, int width, int shift, int outputBits, bool toEven, PackedRows<F>? packer)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(outputBits, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(shift);
        ThrowIfWidthIsUnusable(width, shift + outputBits + 1);
        bool even = toEven && shift > 0;
        SignalBits<F> bits = Decompose(acc, OffsetOf(width, shift), width, packer, lowestIsRead: shift == 0 || even);
        IntegerSignal<F> sign = bits[width - 1];
        long most = (1L << outputBits) - 1;
        IntegerSignal<F> excess = even ? Excess(bits, shift) : Constant(0);
        IntegerSignal<F> copies = sign;
        bool mayExceed = shift + outputBits < width - 1;
        if (mayExceed)
        {
            // How many things speak against copying the low digits: a negative number, or a digit above them.
            _ = _sum.AddConstant(1).Add(-1, sign);
            for (int i = shift + outputBits; i < width - 1; i++)
                _ = _sum.Add(bits[i]);
            copies = IsZero(_sum.Build());
        }

        // copies · (low − most) = result − most · sign; where nothing can exceed, copies is the sign and this is sign · low = result.
        AddDigits(_sum, bits, shift, shift + outputBits, 1);
        IntegerSignal<F> lowMinusMost = _sum.Add(-1, excess).AddConstant(-most).Build();
        long value = _recording ? 0 : (copies.Value * lowMinusMost.Value) + (most * sign.Value);
        IntegerSignal<F> result = NewVariable(value, 0, most);
        if (_recording)
        {
            IntegerSignal<F> written = _sum.Add(result).Add(-most, sign).Build();
            System.EnforceProduct(copies.Combination, lowMinusMost.Combination, written.Combination);
        }

        return result;
    }

    // 1 where rounding a half upwards has led to an odd number. The digits are those of acc + 2^(shift − 1), so a half leaves none of
    // the low ones set. Rows: 1, and 2 where shift is above 1.
    private IntegerSignal<F> Excess(in SignalBits<F> bits, int shift)
    {
        IntegerSignal<F> isHalf;
        if (shift == 1)
        {
            isHalf = _sum.AddConstant(1).Add(-1, bits[0]).Build();
        }
        else
        {
            for (int i = 0; i < shift; i++)
                _ = _sum.Add(bits[i]);
            isHalf = IsZero(_sum.Build());
        }

        return Gate(isHalf, bits[shift]);
    }
}
