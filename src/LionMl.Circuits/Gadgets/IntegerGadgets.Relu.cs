using LionMl.Algebra;
using LionMl.R1cs;

namespace LionMl.Circuits.Gadgets;

public sealed partial class IntegerGadgets<F>
{
    private readonly List<F> _inverses = [F.Zero];

    /// <summary>The greater of zero and the rescaled number, in either order of the two steps. Rows: width + 1.</summary>
    /// <param name="acc">What is rescaled.</param>
    /// <param name="width">acc + 2^(shift−1) must fit a signed number of so many bits; at least shift + 2.</param>
    /// <param name="shift">The power of two to divide by; 0 divides by one.</param>
    /// <param name="packer">Takes the recomposition, or null.</param>
    /// <param name="result">The variable to become the result, for public outputs; null for a new one.</param>
    /// <returns>A variable in [0, 2^(width−1−shift) − 1].</returns>
    /// <exception cref="RangeException">The number does not fit the width.</exception>
    public IntegerSignal<F> ReluRescale(
        in IntegerSignal<F> acc, int width, int shift, PackedRows<F>? packer, Variable? result = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(shift);
        ThrowIfWidthIsUnusable(width, shift + 2);
        // Without a shift the positive part is the number itself, so that its lowest digit need not be a variable.
        bool multiplyItself = shift == 0 && packer is null;
        SignalBits<F> bits = Decompose(acc, OffsetOf(width, shift), width, packer, lowestIsRead: shift == 0 && !multiplyItself);
        IntegerSignal<F> sign = bits[width - 1];
        if (!multiplyItself)
        {
            // The top digit must be left out: it is worth 2^(width−1) and is not part of the positive number.
            AddDigits(_sum, bits, shift, width - 1, 1);
            return Gate(sign, _sum.Build(), result);
        }

        IntegerSignal<F> gated = Gate(sign, acc, result);
        return WithRange(gated, new IntegerRange(0, (1L << (width - 1)) - 1), gated.SettledBy);
    }

    /// <summary>The rescaled number, but zero where it is negative and 2^outputBits − 1 where it is greater. Rows: width + 3.</summary>
    /// <param name="acc">What is rescaled.</param>
    /// <param name="width">acc + 2^(shift−1) must fit a signed number of so many bits; meant to be the worst case.</param>
    /// <param name="shift">The power of two to divide by; 0 divides by one.</param>
    /// <param name="outputBits">Bits of the result. If all results fit anyway, this is <see cref="ReluRescale"/>.</param>
    /// <param name="packer">Takes the recomposition, or null.</param>
    /// <returns>A variable in [0, 2^outputBits − 1].</returns>
    /// <exception cref="RangeException">The number does not fit the width.</exception>
    public IntegerSignal<F> SaturatingReluRescale(
        in IntegerSignal<F> acc, int width, int shift, int outputBits, PackedRows<F>? packer)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(outputBits, 1);
        if (shift + outputBits >= width - 1)
            return ReluRescale(acc, width, shift, packer);
        ArgumentOutOfRangeException.ThrowIfNegative(shift);
        ThrowIfWidthIsUnusable(width, shift + 2);
        SignalBits<F> bits = Decompose(acc, OffsetOf(width, shift), width, packer, lowestIsRead: shift == 0);
        IntegerSignal<F> sign = bits[width - 1];
        long most = (1L << outputBits) - 1;

        // How many things speak against copying the low digits: a negative number, or a digit above them.
        _ = _sum.AddConstant(1).Add(-1, sign);
        for (int i = shift + outputBits; i < width - 1; i++)
            _ = _sum.Add(bits[i]);
        IntegerSignal<F> against = _sum.Build();
        IntegerSignal<F> copies = IsZero(against);

        // copies · (low − most) = result − most · sign.
        AddDigits(_sum, bits, shift, shift + outputBits, 1);
        IntegerSignal<F> lowMinusMost = _sum.AddConstant(-most).Build();
        IntegerSignal<F> result = NewVariable(
            _recording ? 0 : (copies.Value * lowMinusMost.Value) + (most * sign.Value), 0, most);
        IntegerSignal<F> written = _sum.Add(result).Add(-most, sign).Build();
        System.EnforceProduct(copies.Combination, lowMinusMost.Combination, written.Combination);
        return result;
    }

    /// <summary>1 where a small count is zero, 0 elsewhere. Rows: 2.</summary>
    /// <remarks>count · inverse = 1 − result, count · result = 0.</remarks>
    private IntegerSignal<F> IsZero(in IntegerSignal<F> count)
    {
        if (count.Range.High >= F.Modulus)
            throw WouldWrap();
        Variable inverse = System.AllocatePrivate(_recording ? F.Zero : InverseOf((int)count.Value));
        IntegerSignal<F> result = NewVariable(count.Value == 0 ? 1 : 0, 0, 1);
        if (_recording)
        {
            IntegerSignal<F> rest = _sum.AddConstant(1).Add(-1, result).Build();
            System.EnforceProduct(count.Combination, inverse, rest.Combination);
            System.EnforceProduct(count.Combination, result.Combination, default);
        }

        return result;
    }

    private F InverseOf(int count)
    {
        while (_inverses.Count <= count)
            _inverses.Add(F.FromInt64(_inverses.Count).Inverse());
        return _inverses[count];
    }

    // bit · number as a variable. Rows: 1.
    private IntegerSignal<F> Gate(in IntegerSignal<F> bit, in IntegerSignal<F> number, Variable? result = null)
    {
        long value = bit.Value * number.Value;
        Variable variable = result ?? System.AllocatePrivate(value);
        if (_recording)
            System.EnforceProduct(bit.Combination, number.Combination, variable);
        return new IntegerSignal<F>(
            _recording ? variable : LinearCombination<F>.Untracked,
            number.Range.Union(IntegerRange.Zero),
            number.Prior.Union(IntegerRange.Zero),
            number.SettledBy,
            value);
    }

    // A narrower range that holds as soon as the packed row does.
    private static IntegerSignal<F> WithRange(in IntegerSignal<F> signal, IntegerRange range, int settledBy) =>
        new(signal.Combination, range, settledBy == 0 ? range : signal.Prior, settledBy, signal.Value);
}
