using LionMl.Algebra;

namespace LionMl.Varuna;

/// <summary>A function of an entry of a matrix, to be tabulated over the domain K of its entries.</summary>
internal interface IEntryFormula
{
    /// <summary>The value at the unused places of K.</summary>
    Fr Padding { get; }

    /// <summary>The value at an entry; <paramref name="index"/> is the entry's coefficient in <paramref name="table"/>.</summary>
    Fr At(int row, int column, int index, CoefficientTable table);
}

/// <summary>The row's factor: the polynomial row, with the elements of R as factors.</summary>
internal readonly struct RowFormula(Fr[] rows) : IEntryFormula
{
    public Fr Padding => Fr.One;

    public Fr At(int row, int column, int index, CoefficientTable table) => rows[row];
}

/// <summary>The column's factor: the polynomial col, with the elements of C as factors.</summary>
internal readonly struct ColumnFormula(Fr[] columns) : IEntryFormula
{
    public Fr Padding => Fr.One;

    public Fr At(int row, int column, int index, CoefficientTable table) => columns[column];
}

/// <summary>The product of a factor of the row and a factor of the column.</summary>
internal readonly struct RowColumnFormula(Fr[] rows, Fr[] columns, Fr padding) : IEntryFormula
{
    public Fr Padding => padding;

    public Fr At(int row, int column, int index, CoefficientTable table) => rows[row] * columns[column];
}

/// <summary>The product of a factor of the row, a factor of the column and the entry.</summary>
internal readonly struct RowColumnValueFormula(Fr[] rows, Fr[] columns) : IEntryFormula
{
    public Fr Padding => Fr.Zero;

    public Fr At(int row, int column, int index, CoefficientTable table) => table.Times(index, rows[row] * columns[column]);
}
