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
        return shift + outputBits >= width - 1
            ? ReluRescale(acc, width, shift, packer)
            : SaturatingRescale(acc, width, shift, outputBits, toEven: false, packer);
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
