using LionMl.Algebra;
using LionMl.R1cs;

namespace LionMl.Circuits.Gadgets;

/// <summary>A field element in a circuit, which stands for no integer: a linear combination and its value.</summary>
/// <typeparam name="F">The field.</typeparam>
public readonly struct FieldSignal<F>
    where F : unmanaged, IField<F>
{
    internal FieldSignal(LinearCombination<F> combination, F value)
    {
        Combination = combination;
        Value = value;
    }

    private FieldSignal(F constant)
    {
        Value = constant;
        IsConstant = true;
    }

    /// <summary>The combination; untracked while a witness is computed, and zero for constants, which nobody writes out.</summary>
    public LinearCombination<F> Combination { get; }

    /// <summary>The value; zero while constraints are recorded, unless it is a constant.</summary>
    public F Value { get; }

    /// <summary>Whether the value is part of the circuit.</summary>
    public bool IsConstant { get; }

    /// <summary>A value that is part of the circuit.</summary>
    public static FieldSignal<F> Constant(F value) => new(value);
}
