using LionMl.Algebra;

namespace LionMl.TestSupport.Soundness;

/// <summary>Constraints a · b = c as plain lists, so that they can be attacked, or one of them taken away.</summary>
/// <param name="ColumnCount">The number of variables; column 0 is the constant one.</param>
/// <param name="Rows">The constraints.</param>
/// <typeparam name="F">The field.</typeparam>
public sealed record RowSystem<F>(int ColumnCount, IReadOnlyList<RowSystem<F>.Row> Rows)
    where F : unmanaged, IField<F>
{
    /// <summary>One constraint.</summary>
    /// <param name="A">The left factor.</param>
    /// <param name="B">The right factor.</param>
    /// <param name="C">The product.</param>
    public sealed record Row((int Column, F Coefficient)[] A, (int Column, F Coefficient)[] B, (int Column, F Coefficient)[] C)
    {
        /// <summary>The columns that the constraint reads.</summary>
        public IEnumerable<int> Columns => A.Concat(B).Concat(C).Select(term => term.Column).Distinct();

        /// <summary>Whether an assignment satisfies the constraint.</summary>
        public bool Holds(ReadOnlySpan<F> values) => Value(A, values) * Value(B, values) == Value(C, values);

        /// <summary>Σ coefficient · value.</summary>
        public static F Value((int Column, F Coefficient)[] terms, ReadOnlySpan<F> values)
        {
            F sum = F.Zero;
            foreach ((int column, F coefficient) in terms)
                sum += coefficient * values[column];
            return sum;
        }
    }

    /// <summary>The same constraints without one of them.</summary>
    public RowSystem<F> Without(int row) => this with { Rows = [.. Rows.Where((_, i) => i != row)] };
}
