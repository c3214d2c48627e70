using LionMl.Algebra;
using LionMl.R1cs;

namespace LionMl.Circuits.Gadgets;

/// <summary>An integer in a circuit: a linear combination, the interval that the constraints hold it in, and its value.</summary>
/// <remarks>
/// The interval is worst case and comes from constraints only; soundness rests on it. A calibrated range never enters it.
/// </remarks>
/// <typeparam name="F">The field.</typeparam>
public readonly struct IntegerSignal<F>
    where F : unmanaged, IField<F>
{
    internal IntegerSignal(LinearCombination<F> combination, IntegerRange range, long value)
        : this(combination, range, range, 0, value)
    {
    }

    internal IntegerSignal(LinearCombination<F> combination, IntegerRange range, IntegerRange prior, int settledBy, long value)
    {
        Combination = combination;
        Range = range;
        Prior = prior;
        SettledBy = settledBy;
        Value = value;
    }

    /// <summary>The combination; untracked while a witness is computed.</summary>
    public LinearCombination<F> Combination { get; }

    /// <summary>The integers that the signal can have in any assignment that satisfies all constraints.</summary>
    public IntegerRange Range { get; }

    /// <summary>The value; zero while constraints are recorded.</summary>
    public long Value { get; }

    /// <summary>Whether anything bounds the signal. A free variable must be range-checked before it is used in a gadget.</summary>
    public bool IsBounded => SettledBy != Free;

    internal const int Free = int.MaxValue;

    /// <summary>
    /// The integers that the signal can have while the packed row <see cref="SettledBy"/> is not yet known to hold: a superset of
    /// <see cref="Range"/> that follows from the rows before it and from bits being bits.
    /// </summary>
    internal IntegerRange Prior { get; }

    /// <summary>
    /// The number of the packed row on which <see cref="Range"/> rests; 0 if on none, <see cref="Free"/> if nothing bounds it.
    /// </summary>
    internal int SettledBy { get; }
}
