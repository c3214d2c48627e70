using System.Numerics;
using LionMl.R1cs;

namespace LionMl.Circuits.Gadgets;

public sealed partial class IntegerGadgets<F>
{
    /// <summary>A public input that the statement holds in a range: whoever verifies must check it.</summary>
    /// <param name="value">The value; ignored while recording.</param>
    /// <param name="range">What the verifier admits.</param>
    /// <exception cref="RangeException">The value is outside of the range.</exception>
    public IntegerSignal<F> PublicInput(long value, IntegerRange range)
    {
        if (!_recording && !range.Contains(value))
            throw OutOfRange(value, range.Low, range.High);
        return Signal(System.AllocatePublic(value), range, value);
    }

    /// <summary>A private input. Rows: its bits.</summary>
    /// <param name="value">The value; ignored while recording.</param>
    /// <param name="bits">Bits, sign included, 1…<see cref="MaxWidth"/>.</param>
    /// <param name="signed">Two's complement range [−2^(bits−1), 2^(bits−1) − 1], or [0, 2^bits − 1].</param>
    /// <exception cref="RangeException">The value is outside of the range.</exception>
    public IntegerSignal<F> PrivateInput(long value, int bits, bool signed) => PrivateInput(value, bits, signed, out _);

    /// <summary>A private input and the digits of its distance from the lowest value. Rows: its bits.</summary>
    /// <param name="value">The value; ignored while recording.</param>
    /// <param name="bits">Bits, sign included, 1…<see cref="MaxWidth"/>.</param>
    /// <param name="signed">Two's complement range [−2^(bits−1), 2^(bits−1) − 1], or [0, 2^bits − 1].</param>
    /// <param name="digits">The digits of value + 2^(bits−1) (signed) or of the value.</param>
    /// <exception cref="RangeException">The value is outside of the range.</exception>
    public IntegerSignal<F> PrivateInput(long value, int bits, bool signed, out SignalBits<F> digits)
    {
        ThrowIfWidthIsUnusable(bits, 1);
        return RangeCheck(FreeVariable(value), bits, signed ? 1L << (bits - 1) : 0, out digits);
    }

    /// <summary>The digits of a number's distance from the lowest value of so many bits. Rows: bits.</summary>
    /// <param name="number">The number.</param>
    /// <param name="bits">Bits, sign included, 1…<see cref="MaxWidth"/>; the number must fit.</param>
    /// <param name="signed">As in <see cref="PrivateInput(long, int, bool)"/>.</param>
    /// <param name="packer">Takes the recomposition, or null.</param>
    /// <exception cref="RangeException">The number does not fit.</exception>
    public SignalBits<F> Digits(in IntegerSignal<F> number, int bits, bool signed, PackedRows<F>? packer)
    {
        ThrowIfWidthIsUnusable(bits, 1);
        ThrowIfFree(number);
        return Decompose(number, signed ? 1L << (bits - 1) : 0, bits, packer, lowestIsRead: true);
    }

    /// <summary>A public input whose range the circuit itself enforces. Rows: its bits.</summary>
    /// <param name="variable">The public input, allocated before.</param>
    /// <param name="value">The value; ignored while recording.</param>
    /// <param name="bits">Bits, sign included, 1…<see cref="MaxWidth"/>.</param>
    /// <param name="signed">Two's complement range [−2^(bits−1), 2^(bits−1) − 1], or [0, 2^bits − 1].</param>
    /// <exception cref="RangeException">The value is outside of the range.</exception>
    public IntegerSignal<F> CheckedInput(Variable variable, long value, int bits, bool signed)
    {
        ThrowIfWidthIsUnusable(bits, 1);
        var free = new IntegerSignal<F>(
            _recording ? variable : LinearCombination<F>.Untracked,
            IntegerRange.Zero,
            IntegerRange.Zero,
            IntegerSignal<F>.Free,
            _recording ? 0 : value);
        return RangeCheck(free, bits, signed ? 1L << (bits - 1) : 0, out _);
    }

    // Bounds a free variable to [-offset, 2^bits − 1 − offset]. Rows: bits.
    private IntegerSignal<F> RangeCheck(in IntegerSignal<F> signal, int bits, long offset, out SignalBits<F> digits)
    {
        if (BigInteger.One << bits > F.Modulus)
            throw WouldWrap();
        digits = Decompose(signal, offset, bits, null, lowestIsRead: false);
        return Signal(signal.Combination, new IntegerRange(-offset, (1L << bits) - 1 - offset), signal.Value);
    }

    /// <summary>A variable that nothing bounds yet.</summary>
    internal IntegerSignal<F> FreeVariable(long value)
    {
        Variable variable = System.AllocatePrivate(value);
        return new IntegerSignal<F>(
            _recording ? variable : LinearCombination<F>.Untracked,
            IntegerRange.Zero,
            IntegerRange.Zero,
            IntegerSignal<F>.Free,
            _recording ? 0 : value);
    }

    /// <summary>Makes a signal a public output. Rows: 1.</summary>
    /// <returns>The public input that equals it.</returns>
    public IntegerSignal<F> PublicOutput(in IntegerSignal<F> signal)
    {
        ThrowIfFree(signal);
        Variable variable = System.AllocatePublic(signal.Value);
        LinearCombination<F> combination = _recording ? variable : LinearCombination<F>.Untracked;
        var output = new IntegerSignal<F>(combination, signal.Range, signal.Prior, signal.SettledBy, signal.Value);
        if (_recording)
            System.EnforceZero(_claim.Add(signal).Add(-1, output).Terms.Build());
        _claim.Clear();
        return output;
    }
}
