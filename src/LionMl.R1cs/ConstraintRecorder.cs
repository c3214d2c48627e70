using LionMl.Algebra;

namespace LionMl.R1cs;

/// <summary>The mode of a constraint system that records constraints; every value is zero.</summary>
/// <remarks>A constraint costs its terms, of two words each, in growing arrays; there is no object per constraint.</remarks>
/// <typeparam name="F">The field.</typeparam>
public sealed class ConstraintRecorder<F> : ConstraintSystem<F>
    where F : unmanaged, IField<F>
{
    private readonly RowStore<F> _rows = new();
    private readonly List<R1csScope> _scopes = [];
    private int _publicCount = 1;
    private int _privateCount;

    /// <inheritdoc/>
    public override bool IsRecording => true;

    /// <inheritdoc/>
    public override int PublicCount => _publicCount;

    /// <inheritdoc/>
    public override int PrivateCount => _privateCount;

    /// <summary>The number of constraints so far.</summary>
    public int ConstraintCount => _rows.Count;

    /// <inheritdoc/>
    public override Variable AllocatePublic(F value) => Variable.Public(_publicCount++);

    /// <inheritdoc/>
    public override Variable AllocatePrivate(F value) => new(_privateCount++);

    /// <inheritdoc/>
    public override Variable AllocatePublic(long value) => Variable.Public(_publicCount++);

    /// <inheritdoc/>
    public override Variable AllocatePrivate(long value) => new(_privateCount++);

    /// <inheritdoc/>
    public override Variable AllocateDigits(ulong digits, int count)
    {
        var first = new Variable(_privateCount);
        _privateCount += count;
        return first;
    }

    /// <inheritdoc/>
    public override void Enforce(LinearCombination<F> a, LinearCombination<F> b, LinearCombination<F> c) =>
        Record(RowKind.Fixed, a, b, c);

    /// <inheritdoc/>
    public override void EnforceProduct(LinearCombination<F> u, LinearCombination<F> v, LinearCombination<F> w) =>
        Record(RowKind.Product, u, v, w);

    /// <inheritdoc/>
    public override void EnforceBoolean(LinearCombination<F> b) => Record(RowKind.Boolean, b, default, default);

    /// <inheritdoc/>
    public override void EnforceZero(LinearCombination<F> combination) => Record(RowKind.Linear, combination, default, default);

    /// <inheritdoc/>
    public override F ValueOf(Variable variable) => F.Zero;

    /// <summary>The circuit recorded so far, with the flexible constraints placed so that the matrices are as even as possible.</summary>
    /// <remarks>The same text gives the same circuit, entry by entry. If a matrix has fewer than two entries, constraints 1 · 1 = 1 are
    /// appended.</remarks>
    /// <param name="balance">False leaves every constraint as it was recorded: products and booleans in all three matrices, linear ones in
    /// the third.</param>
    public R1csCircuit<F> Build(bool balance = true) =>
        new RowPlacement<F>(_rows, CoefficientTable, _publicCount).Build(_privateCount, _scopes, balance);

    private protected override void OnScopeChanged()
    {
        // A scope without constraints leaves no trace.
        if (_scopes.Count > 0 && _scopes[^1].FirstConstraint == _rows.Count)
            _scopes.RemoveAt(_scopes.Count - 1);
        string path = CurrentScope;
        if (_scopes.Count == 0 ? path.Length > 0 : _scopes[^1].Path != path)
            _scopes.Add(new R1csScope(path, _rows.Count));
    }

    private void Record(RowKind kind, LinearCombination<F> a, LinearCombination<F> b, LinearCombination<F> c)
    {
        _ = Append(a);
        int countB = Append(b);
        int countC = Append(c);
        _rows.EndRow(kind, countB, countC);
    }

    private int Append(LinearCombination<F> combination)
    {
        int count = combination.TermCount;
        if (combination.IsVariable)
            _rows.Terms.Add(combination.Start, CoefficientTable<F>.One);
        else if (count > 0)
            _rows.AppendSorted(Terms.Codes(combination.Start, count), Terms.Coefficients(combination.Start, count));
        return count;
    }
}
