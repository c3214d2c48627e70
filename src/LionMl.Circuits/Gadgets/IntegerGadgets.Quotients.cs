using System.Numerics;
using LionMl.R1cs;

namespace LionMl.Circuits.Gadgets;

public sealed partial class IntegerGadgets<F>
{
    /// <summary>
    /// ⌊numerator / divisor⌋ for a divisor that is computed. Rows: quotientBits + 2·divisorBits + 1. A divisor below 1 has no witness.
    /// </summary>
    /// <remarks>quotient · divisor = numerator − remainder, with remainder and divisor − 1 − remainder both in [0, 2^divisorBits).</remarks>
    /// <param name="numerator">What is divided.</param>
    /// <param name="divisor">What it is divided by.</param>
    /// <param name="quotientBits">The quotient must fit a signed number of so many bits.</param>
    /// <param name="divisorBits">The divisor must not exceed 2^divisorBits.</param>
    /// <param name="packer">Takes the recomposition, or null.</param>
    /// <exception cref="RangeException">A number does not fit, or the divisor is not positive.</exception>
    /// <exception cref="CircuitException">The numbers could wrap around in the field.</exception>
    public IntegerSignal<F> FloorDivide(
        in IntegerSignal<F> numerator, in IntegerSignal<F> divisor, int quotientBits, int divisorBits, PackedRows<F>? packer)
    {
        ThrowIfWidthIsUnusable(quotientBits, 1);
        ThrowIfWidthIsUnusable(divisorBits, 1);
        ThrowIfFree(numerator);
        ThrowIfFree(divisor);
        if (!_recording && (divisor.Value < 1 || divisor.Value > 1L << divisorBits))
            throw OutOfRange(divisor.Value, 1, 1L << divisorBits);
        (long whole, long rest) = _recording ? (0, 0) : FloorDivRem(numerator.Value, divisor.Value);
        long bias = 1L << (quotientBits - 1);
        SignalBits<F> digits = NewDigits(DigitsOf(whole, bias, quotientBits), quotientBits);
        AddDigits(_sum.AddConstant(-bias), digits, 0, quotientBits, 1);
        IntegerSignal<F> quotient = _sum.Build();
        IntegerSignal<F> remainder = NewNumber(rest, divisorBits);

        // The remainder is below the divisor. This also bounds the divisor, whatever is known of it.
        _ = _claim.Add(divisor).AddConstant(-1).Add(-1, remainder);
        ConcludeDigits(_recording ? 0 : divisor.Value - 1 - rest, divisorBits, packer);
        if (_recording)
        {
            BigInteger most = (BigInteger.One << (divisorBits + 1)) - 1;
            ThrowIfTooLarge((most * bias) + Magnitude(numerator) + (BigInteger.One << divisorBits));
            LinearCombination<F> multiple = System.Combine().Add(numerator.Combination).Add(-1, remainder.Combination).Build();
            System.EnforceProduct(quotient.Combination, divisor.Combination, multiple);
        }

        return quotient;
    }

    /// <summary>⌊√number⌋. Rows: 3·resultBits + 3. A negative number has no witness.</summary>
    /// <remarks>root² = number − rest, with rest and 2·root − rest both in [0, 2^(resultBits + 1)).</remarks>
    /// <param name="number">Not negative.</param>
    /// <param name="resultBits">The root must be below 2^resultBits.</param>
    /// <param name="packer">Takes the recomposition, or null.</param>
    /// <exception cref="RangeException">The root does not fit, or the number is negative.</exception>
    /// <exception cref="CircuitException">The numbers could wrap around in the field.</exception>
    public IntegerSignal<F> SquareRoot(in IntegerSignal<F> number, int resultBits, PackedRows<F>? packer)
    {
        ThrowIfWidthIsUnusable(resultBits, 1);
        ThrowIfFree(number);
        long limit = 1L << Math.Min(31, resultBits);
        if (!_recording && (number.Value < 0 || FloorRoot(number.Value) >= limit))
            throw OutOfRange(number.Value, 0, limit >= 1L << 31 ? long.MaxValue : (limit * limit) - 1);
        long value = _recording ? 0 : FloorRoot(number.Value);
        IntegerSignal<F> root = NewNumber(value, resultBits);
        long rest = number.Value - (value * value);
        IntegerSignal<F> remainder = NewNumber(_recording ? 0 : rest, resultBits + 1);
        _ = _claim.Add(2, root).Add(-1, remainder);
        ConcludeDigits(_recording ? 0 : (2 * value) - rest, resultBits + 1, packer);
        if (_recording)
        {
            ThrowIfTooLarge((BigInteger.One << (2 * resultBits)) + Magnitude(number) + (BigInteger.One << (resultBits + 1)));
            LinearCombination<F> square = System.Combine().Add(number.Combination).Add(-1, remainder.Combination).Build();
            System.EnforceProduct(root.Combination, root.Combination, square);
        }

        return root;
    }

    /// <summary>
    /// ⌊2^precision / √number⌋. Rows: resultBits + 2·restBits + 2, where restBits is the greater of precision + ⌈numberBits / 2⌉ + 2 and
    /// numberBits. A number below 1 has no witness.
    /// </summary>
    /// <remarks>
    /// product = root · number; root · product = 2^(2·precision) − rest; rest and (2·root + 1)·number − 1 − rest are not negative, which
    /// says root²·number ≤ 2^(2·precision) &lt; (root + 1)²·number.
    /// </remarks>
    /// <param name="number">Positive.</param>
    /// <param name="precision">Half of the exponent, up to 30.</param>
    /// <param name="resultBits">The result must be below 2^resultBits.</param>
    /// <param name="numberBits">The number must be below 2^numberBits.</param>
    /// <param name="packer">Takes the recomposition, or null.</param>
    /// <exception cref="RangeException">The result or the number does not fit.</exception>
    /// <exception cref="CircuitException">The numbers could wrap around in the field.</exception>
    public IntegerSignal<F> ReciprocalRoot(
        in IntegerSignal<F> number, int precision, int resultBits, int numberBits, PackedRows<F>? packer)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(precision);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(precision, 30);
        ThrowIfWidthIsUnusable(resultBits, 1);
        ThrowIfWidthIsUnusable(numberBits, 1);
        ThrowIfFree(number);
        if (!_recording && (number.Value < 1 || number.Value >= 1L << numberBits))
            throw OutOfRange(number.Value, 1, (1L << numberBits) - 1);
        long value = _recording ? 0 : FloorReciprocalRoot(number.Value, precision);
        if (value >> resultBits != 0)
            throw OutOfRange(value, 0, (1L << resultBits) - 1);
        int restBits = RestBits(precision, numberBits);
        IntegerSignal<F> root = NewNumber(value, resultBits);
        long productValue = value * number.Value;
        Variable product = System.AllocatePrivate(productValue);
        long rest = _recording ? 0 : (long)(((Int128)1 << (2 * precision)) - ((Int128)productValue * value));
        IntegerSignal<F> remainder = NewNumber(rest, restBits);

        // What the product could be, for the packed row: it is no more than the row root · number = product says.
        IntegerRange range = ProductRange(root.Range, number.Range);
        IntegerRange prior = ProductRange(root.Range, number.Prior);
        var productSignal = new IntegerSignal<F>(
            _recording ? product : LinearCombination<F>.Untracked, range, prior, number.SettledBy, productValue);
        _ = _claim.Add(2, productSignal).Add(number).AddConstant(-1).Add(-1, remainder);
        ConcludeDigits(_recording ? 0 : (2 * productValue) + number.Value - 1 - rest, restBits, packer);
        if (_recording)
        {
            BigInteger most = BigInteger.One << resultBits;
            ThrowIfTooLarge((most * most * Magnitude(number)) + (BigInteger.One << (2 * precision)) + (BigInteger.One << restBits));
            System.EnforceProduct(root.Combination, number.Combination, product);
            F power = FieldPower(2 * precision);
            LinearCombination<F> whole = System.Combine().Add(power, System.One).Add(-1, remainder.Combination).Build();
            System.EnforceProduct(root.Combination, product, whole);
        }

        return root;
    }

    // (2·root + 1)·number is at most 3·2^precision·√number; or the number itself, where that is so large that the root is 0.
    internal static int RestBits(int precision, int numberBits) => Math.Max(precision + 2 + ((numberBits + 1) / 2), numberBits);

    internal static (long Quotient, long Remainder) FloorDivRem(long numerator, long divisor)
    {
        (long quotient, long remainder) = Math.DivRem(numerator, divisor);
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder);
    }

    internal static long FloorRoot(long number)
    {
        long root = (long)Math.Sqrt(number);
        while (root * root > number)
            root--;
        while ((root + 1) * (root + 1) <= number)
            root++;
        return root;
    }

    internal static long FloorReciprocalRoot(long number, int precision)
    {
        Int128 whole = (Int128)1 << (2 * precision);
        long root = (long)Math.Floor(Math.ScaleB(1, precision) / Math.Sqrt(number));
        while ((Int128)root * root * number > whole)
            root--;
        while (((Int128)root + 1) * (root + 1) * number <= whole)
            root++;
        return root;
    }

    private static BigInteger Magnitude(in IntegerSignal<F> signal) =>
        BigInteger.Max(BigInteger.Abs(signal.Range.Low), BigInteger.Abs(signal.Range.High));

    private void ThrowIfTooLarge(BigInteger magnitude)
    {
        if (magnitude >= F.Modulus)
            throw WouldWrap();
    }

    // A number in [0, 2^bits) as the sum of digits of its own. Rows: bits.
    private IntegerSignal<F> NewNumber(long value, int bits)
    {
        AddDigits(_sum, NewDigits(DigitsOf(value, 0, bits), bits), 0, bits, 1);
        return _sum.Build();
    }

    // The open claim is that its sum lies in [0, 2^bits). Rows: bits.
    private void ConcludeDigits(long value, int bits, PackedRows<F>? packer)
    {
        ulong digits = DigitsOf(value, 0, bits);
        if (packer is not null)
        {
            AddDigits(_claim, NewDigits(digits, bits), 0, bits, -1);
            _ = Conclude(packer);
            return;
        }

        ConcludeRemainder(digits, bits, null);
    }
}
