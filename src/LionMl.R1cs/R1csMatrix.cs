using LionMl.Algebra;

namespace LionMl.R1cs;

/// <summary>
/// A sparse matrix in compressed rows: the entries of row i are numbers RowStarts[i] … RowStarts[i + 1] − 1, strictly ascending by
/// column. Coefficients are held once each.
/// </summary>
/// <typeparam name="F">The field.</typeparam>
public sealed class R1csMatrix<F>
    where F : unmanaged, IField<F>
{
    private readonly int[] _rowStarts;
    private readonly int[] _columns;
    private readonly int[] _coefficientIndices;
    private readonly F[] _coefficients;

    // Most entries are digits and products, with the coefficient one.
    private readonly int _placeOfOne;

    /// <summary>A matrix from its arrays, which are not copied.</summary>
    /// <param name="rowStarts">One number more than there are rows; the first is 0.</param>
    /// <param name="columns">The column of each entry.</param>
    /// <param name="coefficientIndices">The place of each entry's coefficient in the next array.</param>
    /// <param name="coefficients">The coefficients.</param>
    /// <exception cref="ArgumentException">The arrays are not a matrix of this form.</exception>
    public R1csMatrix(int[] rowStarts, int[] columns, int[] coefficientIndices, F[] coefficients)
    {
        ArgumentNullException.ThrowIfNull(rowStarts);
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(coefficientIndices);
        ArgumentNullException.ThrowIfNull(coefficients);
        if (rowStarts.Length == 0 || rowStarts[0] != 0 || rowStarts[^1] != columns.Length)
            throw new ArgumentException("The row starts must begin with 0 and end with the number of entries.", nameof(rowStarts));
        if (columns.Length != coefficientIndices.Length)
            throw new ArgumentException("Every entry needs a column and a coefficient.", nameof(coefficientIndices));
        for (int row = 0; row + 1 < rowStarts.Length; row++)
        {
            int start = rowStarts[row], end = rowStarts[row + 1];
            if (end < start || end > columns.Length)
                throw new ArgumentException($"The start of row {row + 1} is out of order.", nameof(rowStarts));
            int previous = -1;
            foreach (int column in columns.AsSpan(start, end - start))
            {
                if (column <= previous)
                    throw new ArgumentException($"The columns of row {row} do not ascend strictly.", nameof(columns));
                previous = column;
            }
        }

        foreach (int index in coefficientIndices)
        {
            if ((uint)index >= (uint)coefficients.Length)
                throw new ArgumentException("A coefficient's place is outside of the table.", nameof(coefficientIndices));
        }

        _rowStarts = rowStarts;
        _columns = columns;
        _coefficientIndices = coefficientIndices;
        _coefficients = coefficients;
        _placeOfOne = Array.IndexOf(coefficients, F.One);
    }

    /// <summary>The number of rows.</summary>
    public int RowCount => _rowStarts.Length - 1;

    /// <summary>The number of entries.</summary>
    public int EntryCount => _columns.Length;

    /// <summary>Where each row's entries start, and the number of entries at the end.</summary>
    public ReadOnlySpan<int> RowStarts => _rowStarts;

    /// <summary>The column of each entry.</summary>
    public ReadOnlySpan<int> Columns => _columns;

    /// <summary>The place of each entry's coefficient in <see cref="Coefficients"/>.</summary>
    public ReadOnlySpan<int> CoefficientIndices => _coefficientIndices;

    /// <summary>The different coefficients, in the order in which they are first used.</summary>
    public ReadOnlySpan<F> Coefficients => _coefficients;

    /// <summary>A matrix from rows of (column, coefficient), which are sorted; a zero coefficient is kept as an entry.</summary>
    /// <exception cref="ArgumentException">A row names a column twice, or a negative one.</exception>
    public static R1csMatrix<F> FromRows(IEnumerable<IEnumerable<(int Column, F Coefficient)>> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        List<int> starts = [0], columns = [], indices = [];
        List<F> coefficients = [];
        Dictionary<F, int> places = [];
        foreach (IEnumerable<(int Column, F Coefficient)> row in rows)
        {
            foreach ((int column, F coefficient) in row.OrderBy(entry => entry.Column))
            {
                if (places.TryAdd(coefficient, coefficients.Count))
                    coefficients.Add(coefficient);
                columns.Add(column);
                indices.Add(places[coefficient]);
            }

            starts.Add(columns.Count);
        }

        return new R1csMatrix<F>([.. starts], [.. columns], [.. indices], [.. coefficients]);
    }

    /// <summary>The inner product of a row and the values of all columns.</summary>
    public F RowValue(int row, ReadOnlySpan<F> values)
    {
        F sum = F.Zero;
        for (int i = _rowStarts[row]; i < _rowStarts[row + 1]; i++)
        {
            F value = values[_columns[i]];
            int index = _coefficientIndices[i];
            sum += index == _placeOfOne ? value : _coefficients[index] * value;
        }

        return sum;
    }
}
