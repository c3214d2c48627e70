using LionMl.R1cs;

namespace LionMl.Circuits.Gadgets;

public sealed partial class IntegerGadgets<F>
{
    /// <summary>The product of two signals, as a variable. Rows: 1.</summary>
    /// <param name="left">A factor.</param>
    /// <param name="right">A factor.</param>
    /// <param name="result">The variable to become the result, for public outputs; null for a new one.</param>
    /// <exception cref="CircuitException">The product could reach 2^62.</exception>
    public IntegerSignal<F> Product(in IntegerSignal<F> left, in IntegerSignal<F> right, Variable? result = null) => Multiply(
        left, right, ProductRange(left.Range, right.Range), ProductRange(left.Prior, right.Prior), result);

    /// <summary>The square of a signal, as a variable. Rows: 1.</summary>
    /// <param name="signal">What is squared.</param>
    /// <param name="result">The variable to become the result, for public outputs; null for a new one.</param>
    /// <exception cref="CircuitException">The square could reach 2^62.</exception>
    public IntegerSignal<F> Square(in IntegerSignal<F> signal, Variable? result = null) => Multiply(
        signal, signal, SquareRange(signal.Range), SquareRange(signal.Prior), result);

    /// <summary>A signal to a constant power. Rows: bits of the exponent, plus its ones, minus 2.</summary>
    /// <param name="signal">The base.</param>
    /// <param name="exponent">At least 1.</param>
    /// <exception cref="CircuitException">The power could reach 2^62.</exception>
    public IntegerSignal<F> Power(in IntegerSignal<F> signal, int exponent)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(exponent, 1);
        IntegerSignal<F> power = signal;
        for (int bit = IntegerRange.BitsOf(exponent) - 2; bit >= 0; bit--)
        {
            power = Square(power);
            if (((exponent >> bit) & 1) != 0)
                power = Product(power, signal);
        }

        return power;
    }

    private IntegerSignal<F> Multiply(
        in IntegerSignal<F> left, in IntegerSignal<F> right, IntegerRange range, IntegerRange prior, Variable? result)
    {
        ThrowIfFree(left);
        ThrowIfFree(right);
        long value = _recording ? 0 : checked(left.Value * right.Value);
        Variable variable = result ?? System.AllocatePrivate(value);
        if (_recording)
            System.EnforceProduct(left.Combination, right.Combination, variable);
        int settledBy = Math.Max(left.SettledBy, right.SettledBy);
        LinearCombination<F> combination = _recording ? variable : LinearCombination<F>.Untracked;
        return new IntegerSignal<F>(combination, range, settledBy == 0 ? range : prior, settledBy, value);
    }

    private IntegerRange ProductRange(IntegerRange left, IntegerRange right)
    {
        Int128 a = Math.BigMul(left.Low, right.Low), b = Math.BigMul(left.Low, right.High);
        Int128 c = Math.BigMul(left.High, right.Low), d = Math.BigMul(left.High, right.High);
        return IntegerRange.Checked(
            Int128.Min(Int128.Min(a, b), Int128.Min(c, d)), Int128.Max(Int128.Max(a, b), Int128.Max(c, d)), System.CurrentScope);
    }

    private IntegerRange SquareRange(IntegerRange range)
    {
        Int128 low = Math.BigMul(range.Low, range.Low), high = Math.BigMul(range.High, range.High);
        return IntegerRange.Checked(range.Contains(0) ? 0 : Int128.Min(low, high), Int128.Max(low, high), System.CurrentScope);
    }

    private static void ThrowIfFree(in IntegerSignal<F> signal)
    {
        if (!signal.IsBounded)
            throw new InvalidOperationException("A free variable has no bound; range-check it before it is used.");
    }
}
