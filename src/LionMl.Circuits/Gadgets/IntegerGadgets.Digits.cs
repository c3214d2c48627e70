using LionMl.Algebra;
using LionMl.R1cs;

namespace LionMl.Circuits.Gadgets;

public sealed partial class IntegerGadgets<F>
{
    /// <summary>The digits of number + offset, which they prove to lie in [0, 2^width). Rows: width.</summary>
    /// <param name="number">The number.</param>
    /// <param name="offset">What is added to it.</param>
    /// <param name="width">The number of digits.</param>
    /// <param name="packer">Takes the recomposition, or null.</param>
    /// <param name="lowestIsRead">Whether the caller reads digit 0. If not, and without a packer, digit 0 is no variable but what is left
    /// of the number when the other digits are taken away, which saves the recomposition's row.</param>
    /// <exception cref="RangeException">The number does not fit.</exception>
    /// <exception cref="InvalidOperationException">A free variable, with a packer: its slot would spill over into the next.</exception>
    private SignalBits<F> Decompose(in IntegerSignal<F> number, long offset, int width, PackedRows<F>? packer, bool lowestIsRead)
    {
        ulong digits = DigitsOf(number.Value, offset, width);
        bool substitute = packer is null && !lowestIsRead;
        SignalBits<F> bits = default;
        if (!substitute)
        {
            bits = NewDigits(digits, width);
            AddDigits(_claim.Add(number).AddConstant(offset), bits, 0, width, -1);
            Conclude(packer);
            return bits;
        }

        Variable second = System.AllocateDigits(digits >> 1, width - 1);
        var high = new SignalBits<F>(second, width - 1, digits >> 1, _recording);
        _ = _claim.Add(number).AddConstant(offset);
        AddDigits(_claim, high, 0, width - 1, -2);
        EnforceBooleans(high);
        return new SignalBits<F>(ConcludeWithLowest(), second, width, digits, _recording);
    }

    private ulong DigitsOf(long value, long offset, int width)
    {
        Int128 shifted = (Int128)value + offset;
        if (!_recording && (shifted < 0 || shifted >> width != 0))
            throw OutOfRange(value, -offset, (long)(((Int128)1 << width) - 1 - offset));
        return (ulong)shifted;
    }

    private SignalBits<F> NewDigits(ulong digits, int count)
    {
        var bits = new SignalBits<F>(System.AllocateDigits(digits, count), count, digits, _recording);
        EnforceBooleans(bits);
        return bits;
    }

    private void EnforceBooleans(in SignalBits<F> bits)
    {
        if (!_recording)
            return;
        for (int i = 0; i < bits.Count; i++)
            System.EnforceBoolean(bits[i].Combination);
    }

    // Adds factor · Σ 2^(i − start) · digit i over i in [start, end).
    private static void AddDigits(SignalSum<F> sum, in SignalBits<F> bits, int start, int end, long factor)
    {
        for (int i = start; i < end; i++)
            _ = sum.Add(factor << (i - start), bits[i]);
    }

    // The open claim is that its sum is zero. Returns the packed row on which that rests, or 0.
    private int Conclude(PackedRows<F>? packer)
    {
        if (packer is not null)
            return packer.AddZero(_claim);
        int settledBy = _claim.SettledBy;
        if (_recording)
        {
            ThrowIfWrapping(_claim);
            System.EnforceZero(_claim.Terms.Build());
        }

        _claim.Clear();
        return settledBy;
    }

    // The open claim is that its sum is a digit: 0 or 1.
    private LinearCombination<F> ConcludeWithLowest()
    {
        LinearCombination<F> lowest = LinearCombination<F>.Untracked;
        if (_recording)
        {
            // A free variable is bounded by this very row, so only its digits must fit.
            if (_claim.SettledBy != IntegerSignal<F>.Free)
                ThrowIfWrapping(_claim.Widen(-1, 0));
            lowest = _claim.Terms.Build();
            System.EnforceBoolean(lowest);
        }

        _claim.Clear();
        return lowest;
    }
}
