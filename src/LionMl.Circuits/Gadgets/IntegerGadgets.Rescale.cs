using LionMl.R1cs;

namespace LionMl.Circuits.Gadgets;

public sealed partial class IntegerGadgets<F>
{
    /// <summary>
    /// floor((acc + 2^(shift−1)) / 2^shift): division by a power of two, halves rounded up. Rows: width; none for shift 0.
    /// </summary>
    /// <param name="acc">What is divided.</param>
    /// <param name="width">acc + 2^(shift−1) must fit a signed number of so many bits.</param>
    /// <param name="shift">0 gives acc itself, unchecked.</param>
    /// <param name="packer">Takes the recomposition, or null.</param>
    /// <param name="asVariable">The result is one variable (for results that many rows read) instead of a sum of digits.</param>
    /// <returns>A number of width − shift bits.</returns>
    /// <exception cref="RangeException">The number does not fit the width.</exception>
    public IntegerSignal<F> Rescale(in IntegerSignal<F> acc, int width, int shift, PackedRows<F>? packer, bool asVariable = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(shift);
        if (shift == 0)
            return acc;
        ThrowIfWidthIsUnusable(width, shift + 1);
        long offset = OffsetOf(width, shift);
        long bias = 1L << (width - 1 - shift);
        if (asVariable)
        {
            ulong digits = DigitsOf(acc.Value, offset, width);
            IntegerSignal<F> result = NewQuotient(digits >> shift, width - shift);
            _ = _claim.Add(acc).AddConstant(offset - (bias << shift)).Add(-(1L << shift), result);
            ConcludeRemainder(digits, shift, packer);
            return result;
        }

        SignalBits<F> bits = Decompose(acc, offset, width, packer, lowestIsRead: false);
        AddDigits(_sum.AddConstant(-bias), bits, shift, width, 1);
        return _sum.Build();
    }

    /// <summary>The product of two signals, rescaled; the recomposition is the product's own row. Rows: width + 1.</summary>
    /// <param name="left">A factor.</param>
    /// <param name="right">A factor.</param>
    /// <param name="width">The product + 2^(shift−1) must fit a signed number of so many bits.</param>
    /// <param name="shift">At least 1.</param>
    /// <param name="asVariable">The result is one variable instead of a sum of digits.</param>
    /// <exception cref="RangeException">The product does not fit the width.</exception>
    public IntegerSignal<F> RescaleProduct(
        in IntegerSignal<F> left, in IntegerSignal<F> right, int width, int shift, bool asVariable = false)
    {
        ThrowIfWidthIsUnusable(width, shift + 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(shift, 1);
        ThrowIfFree(left);
        ThrowIfFree(right);
        long offset = OffsetOf(width, shift);
        long bias = 1L << (width - 1 - shift);
        IntegerRange product = ProductRange(left.Range, right.Range);
        ulong digits = DigitsOf(_recording ? 0 : checked(left.Value * right.Value), offset, width);
        IntegerSignal<F> result;
        if (asVariable)
        {
            result = NewQuotient(digits >> shift, width - shift);
            SignalBits<F> low = NewDigits(digits & ((1UL << shift) - 1), shift);
            _ = _claim.AddConstant((bias << shift) - offset).Add(1L << shift, result);
            AddDigits(_claim, low, 0, shift, 1);
        }
        else
        {
            SignalBits<F> bits = NewDigits(digits, width);
            AddDigits(_claim.AddConstant(-offset), bits, 0, width, 1);
            AddDigits(_sum.AddConstant(-bias), bits, shift, width, 1);
            result = _sum.Build();
        }

        if (_recording)
        {
            LinearCombination<F> written = _claim.Terms.Build();
            ThrowIfWrapping(_claim.Widen(-product.High, -product.Low));
            System.EnforceProduct(left.Combination, right.Combination, written);
        }

        _claim.Clear();
        return result;
    }

    // What makes acc non-negative and rounds: half of the range and half of the divisor.
    private static long OffsetOf(int width, int shift) => (1L << (width - 1)) + (shift == 0 ? 0 : 1L << (shift - 1));

    // A variable of a signed number of bits whose lowest digit is what the others leave. Rows: bits.
    private IntegerSignal<F> NewQuotient(ulong digits, int bits)
    {
        long bias = 1L << (bits - 1);
        IntegerSignal<F> free = FreeVariable((long)digits - bias);
        return RangeCheck(free, bits, bias, out _);
    }

    // The open claim is that its sum is a number of so many binary digits.
    private void ConcludeRemainder(ulong digits, int count, PackedRows<F>? packer)
    {
        ulong remainder = digits & ((1UL << count) - 1);
        if (packer is not null)
        {
            AddDigits(_claim, NewDigits(remainder, count), 0, count, -1);
            _ = Conclude(packer);
            return;
        }

        var high = new SignalBits<F>(System.AllocateDigits(remainder >> 1, count - 1), count - 1, remainder >> 1, _recording);
        AddDigits(_claim, high, 0, count - 1, -2);
        EnforceBooleans(high);
        _ = ConcludeWithLowest();
    }
}
