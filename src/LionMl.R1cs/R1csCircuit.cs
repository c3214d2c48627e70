using LionMl.Algebra;

namespace LionMl.R1cs;

/// <summary>Constraints (A·z)(B·z) = C·z over z = public inputs ‖ private variables. Immutable.</summary>
/// <remarks>Column i &lt; <see cref="PublicCount"/> is public input i (0 is the constant one); private variable j follows as
/// <c>PublicCount + j</c>.</remarks>
/// <typeparam name="F">The field.</typeparam>
public sealed class R1csCircuit<F>
    where F : unmanaged, IField<F>
{
    private readonly R1csScope[] _scopes;

    /// <summary>A circuit from its parts, which are not copied.</summary>
    /// <param name="publicCount">The number of public inputs, the constant one included.</param>
    /// <param name="privateCount">The number of private variables.</param>
    /// <param name="a">The left factors.</param>
    /// <param name="b">The right factors.</param>
    /// <param name="c">The products.</param>
    /// <param name="scopes">The named runs of constraints, ascending; constraints before the first have no name.</param>
    /// <exception cref="ArgumentException">The parts do not fit together.</exception>
    public R1csCircuit(
        int publicCount, int privateCount, R1csMatrix<F> a, R1csMatrix<F> b, R1csMatrix<F> c, IEnumerable<R1csScope>? scopes = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(publicCount, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(privateCount);
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        ArgumentNullException.ThrowIfNull(c);
        if (a.RowCount != b.RowCount || a.RowCount != c.RowCount)
            throw new ArgumentException("The three matrices must have the same number of rows.", nameof(a));
        int columnCount = checked(publicCount + privateCount);
        foreach (R1csMatrix<F> matrix in (ReadOnlySpan<R1csMatrix<F>>)[a, b, c])
        {
            foreach (int column in matrix.Columns)
            {
                if ((uint)column >= (uint)columnCount)
                    throw new ArgumentException($"Column {column} does not exist: there are {columnCount} variables.", nameof(privateCount));
            }
        }

        PublicCount = publicCount;
        PrivateCount = privateCount;
        (A, B, C) = (a, b, c);
        _scopes = scopes is null ? [] : [.. scopes];
        for (int i = 1; i < _scopes.Length; i++)
        {
            if (_scopes[i].FirstConstraint < _scopes[i - 1].FirstConstraint)
                throw new ArgumentException("The scopes must ascend by their first constraint.", nameof(scopes));
        }
    }

    /// <summary>The number of public inputs, the constant one included, not padded.</summary>
    public int PublicCount { get; }

    /// <summary>The number of private variables.</summary>
    public int PrivateCount { get; }

    /// <summary>The number of constraints.</summary>
    public int ConstraintCount => A.RowCount;

    /// <summary>The left factors.</summary>
    public R1csMatrix<F> A { get; }

    /// <summary>The right factors.</summary>
    public R1csMatrix<F> B { get; }

    /// <summary>The products.</summary>
    public R1csMatrix<F> C { get; }

    /// <summary>The named runs of constraints, ascending.</summary>
    public IReadOnlyList<R1csScope> Scopes => _scopes;

    /// <summary>The path of the scope that recorded a constraint; empty if none did.</summary>
    public string ScopeOf(int constraint)
    {
        int low = 0, high = _scopes.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_scopes[middle].FirstConstraint <= constraint)
                low = middle + 1;
            else
                high = middle;
        }

        return low == 0 ? "" : _scopes[low - 1].Path;
    }

    /// <summary>Refuses an assignment of another circuit.</summary>
    /// <exception cref="ArgumentException">A number of variables differs.</exception>
    public void ThrowIfForeign(R1csAssignment<F> assignment)
    {
        ArgumentNullException.ThrowIfNull(assignment);
        if (assignment.Public.Length != PublicCount || assignment.Private.Length != PrivateCount)
        {
            throw new ArgumentException(
                $"The assignment has {assignment.Public.Length} public and {assignment.Private.Length} private values, "
                + $"the circuit {PublicCount} and {PrivateCount}.",
                nameof(assignment));
        }
    }
}
