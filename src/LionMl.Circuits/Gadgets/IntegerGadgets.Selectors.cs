using LionMl.R1cs;

namespace LionMl.Circuits.Gadgets;

public sealed partial class IntegerGadgets<F>
{
    /// <summary>1 where a number is zero, 0 elsewhere. Rows: 2. No range is needed.</summary>
    /// <remarks>number · inverse = 1 − result, number · result = 0.</remarks>
    /// <param name="number">The number.</param>
    /// <param name="result">The variable to become the result, for public outputs; null for a new one.</param>
    public IntegerSignal<F> IsZero(in IntegerSignal<F> number, Variable? result = null)
    {
        ThrowIfFree(number);
        if (Magnitude(number) >= F.Modulus)
            throw WouldWrap();
        Variable inverse = System.AllocatePrivate(_recording ? F.Zero : InverseOf(number.Value));
        long value = !_recording && number.Value == 0 ? 1 : 0;
        IntegerSignal<F> isZero = Signal(result ?? System.AllocatePrivate(value), new IntegerRange(0, 1), value);
        if (_recording)
        {
            IntegerSignal<F> rest = _sum.AddConstant(1).Add(-1, isZero).Build();
            System.EnforceProduct(number.Combination, inverse, rest.Combination);
            System.EnforceProduct(number.Combination, isZero.Combination, default);
        }

        return isZero;
    }

    /// <summary>Selector number j is 1 where the index is j, all others are 0. Rows: count + 1. Another index has no witness.</summary>
    /// <remarks>selector j · (index − j) = 0, and the selectors' sum is 1; so no selector but the index's own can be other than 0.</remarks>
    /// <param name="index">The index; it needs no range.</param>
    /// <param name="results">Receives the selectors.</param>
    /// <exception cref="RangeException">The index is not in [0, count).</exception>
    public void Select(in IntegerSignal<F> index, Span<IntegerSignal<F>> results)
    {
        ThrowIfFree(index);
        if (!_recording && (index.Value < 0 || index.Value >= results.Length))
            throw OutOfRange(index.Value, 0, results.Length - 1);
        if (Magnitude(index) + results.Length >= F.Modulus)
            throw WouldWrap();
        for (int j = 0; j < results.Length; j++)
        {
            IntegerSignal<F> selector = NewVariable(!_recording && index.Value == j ? 1 : 0, 0, 1);
            results[j] = selector;
            _ = _claim.Add(selector);
            if (_recording)
            {
                LinearCombination<F> distance = System.Combine().Add(index.Combination).AddConstant(-j).Build();
                System.EnforceProduct(selector.Combination, distance, default);
            }
        }

        if (_recording)
            System.EnforceZero(_claim.AddConstant(-1).Terms.Build());
        _claim.Clear();
    }

    private F InverseOf(long number)
    {
        const int remembered = 256;
        if (number is < 0 or > remembered)
            return F.FromInt64(number).Inverse();
        while (_inverses.Count <= number)
            _inverses.Add(F.FromInt64(_inverses.Count).Inverse());
        return _inverses[(int)number];
    }
}
