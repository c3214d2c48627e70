using LionMl.Algebra;

namespace LionMl.R1cs;

/// <summary>Fills one matrix row by row; the terms of a row must come in ascending order.</summary>
internal sealed class MatrixWriter<F>
    where F : unmanaged, IField<F>
{
    private readonly CoefficientTable<F> _table;
    private readonly int _publicCount;
    private readonly int[] _rowStarts;
    private readonly int[] _columns;
    private readonly int[] _indices;
    private readonly List<F> _coefficients = [];

    // Number in this matrix, plus one, of each coefficient of the table.
    private int[] _places;
    private int _row;
    private int _entry;

    internal MatrixWriter(int rowCount, long entryCount, CoefficientTable<F> table, int publicCount)
    {
        _rowStarts = new int[rowCount + 1];
        _columns = new int[entryCount];
        _indices = new int[entryCount];
        _table = table;
        _publicCount = publicCount;
        _places = new int[table.Count];
    }

    internal void Add(int code, int coefficient)
    {
        if (coefficient >= _places.Length)
            Array.Resize(ref _places, Math.Max(_table.Count, 2 * _places.Length));
        ref int place = ref _places[coefficient];
        if (place == 0)
        {
            _coefficients.Add(_table[coefficient]);
            place = _coefficients.Count;
        }

        _columns[_entry] = new Variable(code).Column(_publicCount);
        _indices[_entry++] = place - 1;
    }

    internal void Add(ReadOnlySpan<int> codes, ReadOnlySpan<int> coefficients)
    {
        for (int i = 0; i < codes.Length; i++)
            Add(codes[i], coefficients[i]);
    }

    internal void EndRow() => _rowStarts[++_row] = _entry;

    internal R1csMatrix<F> Build() => new(_rowStarts, _columns, _indices, [.. _coefficients]);
}
