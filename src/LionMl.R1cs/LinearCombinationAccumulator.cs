using LionMl.Algebra;

namespace LionMl.R1cs;

/// <summary>
/// Adds up many scaled builders whose variables overlap. Unlike a <see cref="LinearCombinationBuilder{F}"/> it merges at once, so that
/// it holds one entry per variable and no coefficient of a scaled term is kept.
/// </summary>
/// <typeparam name="F">The field.</typeparam>
public sealed class LinearCombinationAccumulator<F>
    where F : unmanaged, IField<F>
{
    private readonly ConstraintSystem<F> _system;
    private readonly TermMerger<F> _merger;

    internal LinearCombinationAccumulator(ConstraintSystem<F> system)
    {
        _system = system;
        _merger = new TermMerger<F>(system.CoefficientTable);
    }

    /// <summary>Adds what a builder of the same system has collected, times a factor; the builder is empty afterwards.</summary>
    public void AddAndClear(F factor, LinearCombinationBuilder<F> builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        CoefficientTable<F> table = _system.CoefficientTable;
        ReadOnlySpan<int> codes = builder.Codes;
        ReadOnlySpan<int> numbers = builder.Coefficients;
        for (int i = 0; i < codes.Length; i++)
            _merger.Add(codes[i], factor * table[numbers[i]]);
        builder.Clear();
    }

    /// <summary>The sum, without zeros; this is empty again.</summary>
    public LinearCombination<F> Build()
    {
        (int start, int count) = _merger.MoveTo(_system.Terms);
        return new LinearCombination<F>(start, count);
    }
}
