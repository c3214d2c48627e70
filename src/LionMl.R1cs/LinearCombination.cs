using LionMl.Algebra;

namespace LionMl.R1cs;

/// <summary>A sum of variables times coefficients: a handle of two words into the constraint system that made it.</summary>
/// <remarks>
/// The default value is zero. A variable converts to the combination that is only itself, at no cost; everything else is made by a
/// <see cref="LinearCombinationBuilder{F}"/>. A handle means nothing in another system.
/// </remarks>
/// <typeparam name="F">The field.</typeparam>
public readonly record struct LinearCombination<F>
    where F : unmanaged, IField<F>
{
    private const int SingleVariable = -1;
    private const int NotTracked = -2;

    // Where the terms start in the system's arena and how many they are; or a variable's code and SingleVariable.
    internal readonly int Start;
    private readonly int _count;

    internal LinearCombination(int start, int count)
    {
        Start = start;
        _count = count;
    }

    private LinearCombination(Variable variable)
        : this(variable.Code, SingleVariable)
    {
    }

    /// <summary>
    /// A combination whose terms nobody keeps: what signals carry while a witness is computed, where their integer value is all that
    /// is needed. Asking for its value or its terms is an error.
    /// </summary>
    public static LinearCombination<F> Untracked => new(0, NotTracked);

    /// <summary>The number of terms; no two have the same variable and none is zero.</summary>
    /// <exception cref="InvalidOperationException">The combination is <see cref="Untracked"/>.</exception>
    public int TermCount => _count switch
    {
        SingleVariable => 1,
        NotTracked => throw new InvalidOperationException("This combination was made without terms, for its signal's value only."),
        _ => _count,
    };

    internal bool IsTracked => _count != NotTracked;

    internal bool IsVariable => _count == SingleVariable;

    /// <summary>The combination that is one variable.</summary>
    public static implicit operator LinearCombination<F>(Variable variable) => new(variable);
}
