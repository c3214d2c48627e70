using LionMl.Algebra;

namespace LionMl.R1cs;

/// <summary>Collects terms into linear combinations. Made to be kept and used again: it allocates only while it grows.</summary>
/// <typeparam name="F">The field.</typeparam>
public sealed class LinearCombinationBuilder<F>
    where F : unmanaged, IField<F>
{
    private readonly ConstraintSystem<F> _system;
    private readonly TermArena _terms = new();

    internal ReadOnlySpan<int> Codes => _terms.Codes(0, _terms.Count);

    internal ReadOnlySpan<int> Coefficients => _terms.Coefficients(0, _terms.Count);

    internal LinearCombinationBuilder(ConstraintSystem<F> system) => _system = system;

    /// <summary>Adds a variable times a coefficient.</summary>
    /// <returns>This builder.</returns>
    public LinearCombinationBuilder<F> Add(F coefficient, Variable variable)
    {
        _terms.Add(variable.Code, _system.CoefficientTable.Intern(coefficient));
        return this;
    }

    /// <summary>Adds a variable times a coefficient.</summary>
    /// <returns>This builder.</returns>
    public LinearCombinationBuilder<F> Add(long coefficient, Variable variable)
    {
        _terms.Add(variable.Code, _system.CoefficientTable.Intern(coefficient));
        return this;
    }

    /// <summary>Adds a variable.</summary>
    /// <returns>This builder.</returns>
    public LinearCombinationBuilder<F> Add(Variable variable)
    {
        _terms.Add(variable.Code, CoefficientTable<F>.One);
        return this;
    }

    /// <summary>Adds a combination.</summary>
    /// <returns>This builder.</returns>
    public LinearCombinationBuilder<F> Add(LinearCombination<F> combination)
    {
        int count = combination.TermCount;
        if (combination.IsVariable)
        {
            _terms.Add(combination.Start, CoefficientTable<F>.One);
            return this;
        }

        _ = _terms.Allocate(count, out Span<int> codes, out Span<int> numbers);
        _system.Terms.Codes(combination.Start, count).CopyTo(codes);
        _system.Terms.Coefficients(combination.Start, count).CopyTo(numbers);
        return this;
    }

    /// <summary>Adds a combination times a factor.</summary>
    /// <returns>This builder.</returns>
    public LinearCombinationBuilder<F> Add(long factor, LinearCombination<F> combination) => factor switch
    {
        1 => Add(combination),
        _ when combination.IsTracked && combination.IsVariable => Add(factor, new Variable(combination.Start)),
        _ => Add(F.FromInt64(factor), combination),
    };

    /// <summary>Adds a combination times a factor.</summary>
    /// <returns>This builder.</returns>
    public LinearCombinationBuilder<F> Add(F factor, LinearCombination<F> combination)
    {
        int count = combination.TermCount;
        if (combination.IsVariable)
            return Add(factor, new Variable(combination.Start));
        CoefficientTable<F> table = _system.CoefficientTable;
        _ = _terms.Allocate(count, out Span<int> codes, out Span<int> numbers);
        _system.Terms.Codes(combination.Start, count).CopyTo(codes);
        ReadOnlySpan<int> source = _system.Terms.Coefficients(combination.Start, count);
        for (int i = 0; i < count; i++)
            numbers[i] = table.Intern(factor * table[source[i]]);
        return this;
    }

    /// <summary>Forgets what was added.</summary>
    public void Clear() => _terms.Clear();

    /// <summary>Adds a constant.</summary>
    /// <returns>This builder.</returns>
    public LinearCombinationBuilder<F> AddConstant(F value) => Add(value, Variable.One);

    /// <summary>Adds a constant.</summary>
    /// <returns>This builder.</returns>
    public LinearCombinationBuilder<F> AddConstant(long value) => Add(value, Variable.One);

    /// <summary>The sum of what was added, merged by variable and without zeros; the builder is empty again.</summary>
    public LinearCombination<F> Build()
    {
        TermMerger<F> merger = _system.Merger;
        ReadOnlySpan<int> codes = Codes;
        ReadOnlySpan<int> numbers = Coefficients;
        for (int i = 0; i < codes.Length; i++)
            merger.Add(codes[i], numbers[i]);
        _terms.Clear();
        (int start, int count) = merger.MoveTo(_system.Terms);
        return new LinearCombination<F>(start, count);
    }
}
