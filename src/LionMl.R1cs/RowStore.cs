using LionMl.Algebra;

namespace LionMl.R1cs;

/// <summary>Recorded rows: their kinds, and the terms of up to three combinations each, sorted by column, one after the other.</summary>
internal sealed class RowStore<F>
    where F : unmanaged, IField<F>
{
    private RowKind[] _kinds = new RowKind[256];
    private int[] _starts = new int[(3 * 256) + 1];

    internal int Count { get; private set; }

    internal TermArena Terms { get; } = new();

    internal RowKind Kind(int row) => _kinds[row];

    /// <summary>The number of terms of combination 0, 1 or 2 of a row; flexible rows have only combination 0.</summary>
    internal int TermCount(int row, int part) => _starts[(3 * row) + part + 1] - _starts[(3 * row) + part];

    internal ReadOnlySpan<int> Codes(int row, int part) => Terms.Codes(_starts[(3 * row) + part], TermCount(row, part));

    internal ReadOnlySpan<int> Coefficients(int row, int part) => Terms.Coefficients(_starts[(3 * row) + part], TermCount(row, part));

    internal void AppendSorted(ReadOnlySpan<int> codes, ReadOnlySpan<int> coefficients)
    {
        _ = Terms.Allocate(codes.Length, out Span<int> codesHere, out Span<int> coefficientsHere);
        codes.CopyTo(codesHere);
        coefficients.CopyTo(coefficientsHere);
        for (int i = 1; i < codes.Length; i++)
        {
            if (codes[i] < codes[i - 1])
            {
                codesHere.Sort(coefficientsHere);
                break;
            }
        }
    }

    internal void EndRow(RowKind kind, int countB, int countC)
    {
        if (Count == _kinds.Length)
        {
            Array.Resize(ref _kinds, 2 * Count);
            Array.Resize(ref _starts, (6 * Count) + 1);
        }

        _kinds[Count] = kind;
        int end = Terms.Count;
        int place = (3 * Count) + 1;
        _starts[place] = end - countC - countB;
        _starts[place + 1] = end - countC;
        _starts[place + 2] = end;
        Count++;
    }
}
