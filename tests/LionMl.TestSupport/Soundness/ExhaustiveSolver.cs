using LionMl.Algebra;

namespace LionMl.TestSupport.Soundness;

/// <summary>
/// Finds every value that some variables can have over all assignments of all other variables. Exhaustive: a variable is guessed only
/// where no constraint has it as its only unknown, and then all values of the field are tried.
/// </summary>
/// <typeparam name="TModulus">The prime.</typeparam>
public sealed class ExhaustiveSolver<TModulus>
    where TModulus : IPrimeModulus
{
    private static readonly int Prime = TModulus.Value;
    private static readonly int[][] Roots = SquareRoots();
    private static readonly int[] Inverses =
        [0, .. Enumerable.Range(1, Prime - 1).Select(i => SmallPrimeField<TModulus>.FromInt64(i).Inverse().Number)];

    private readonly Part[][] _rowsOfColumn;
    private readonly int[] _constants;
    private readonly int[] _unknowns;
    private readonly int[][] _columnsOfRow;
    private readonly int[] _values;
    private readonly bool[] _known;
    private int[] _watched = [];
    private HashSet<string> _keys = [];
    private List<int[]> _found = [];
    private int _limit;

    /// <summary>A solver of some constraints.</summary>
    public ExhaustiveSolver(RowSystem<SmallPrimeField<TModulus>> system)
    {
        int rows = system.Rows.Count;
        var parts = new Dictionary<int, Part>[system.ColumnCount];
        for (int i = 0; i < parts.Length; i++)
            parts[i] = [];
        for (int row = 0; row < rows; row++)
        {
            Add(row, 0, system.Rows[row].A);
            Add(row, 1, system.Rows[row].B);
            Add(row, 2, system.Rows[row].C);
        }

        _rowsOfColumn = [.. parts.Select(list => list.Values.ToArray())];
        _columnsOfRow = [.. system.Rows.Select(row => row.Columns.ToArray())];
        _unknowns = [.. _columnsOfRow.Select(columns => columns.Length)];
        _constants = new int[3 * rows];
        _values = new int[system.ColumnCount];
        _known = new bool[system.ColumnCount];

        void Add(int row, int place, (int Column, SmallPrimeField<TModulus> Coefficient)[] terms)
        {
            foreach ((int column, SmallPrimeField<TModulus> coefficient) in terms)
            {
                Part part = parts[column].GetValueOrDefault(row) ?? new Part(row);
                part.Factors[place] = (part.Factors[place] + coefficient.Number) % Prime;
                parts[column][row] = part;
            }
        }
    }

    /// <summary>The different values that <paramref name="watched"/> columns have in satisfying assignments.</summary>
    /// <param name="fixedValues">Columns with given values; column 0 is one by itself.</param>
    /// <param name="watched">The columns of interest.</param>
    /// <param name="limit">Stop after so many.</param>
    public IReadOnlyList<int[]> Find(IEnumerable<(int Column, long Value)> fixedValues, int[] watched, int limit = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(fixedValues);
        _watched = watched;
        _keys = [];
        _found = [];
        _limit = limit;
        List<int> assigned = [];
        bool possible = true;
        foreach ((int column, long value) in fixedValues.Prepend((0, 1L)))
        {
            possible &= Assign(column, SmallPrimeField<TModulus>.FromInt64(value).Number);
            assigned.Add(column);
        }

        if (possible)
            Search();
        for (int i = assigned.Count - 1; i >= 0; i--)
            Revoke(assigned[i]);
        return _found;
    }

    private void Search()
    {
        if (_found.Count >= _limit)
            return;
        int row = -1;
        for (int i = 0; i < _unknowns.Length; i++)
        {
            if (_unknowns[i] > 0 && (row < 0 || _unknowns[i] < _unknowns[row]))
                row = i;
            if (_unknowns[i] == 1 && IsLinear(i))
            {
                row = i;
                break;
            }
        }

        if (row < 0)
        {
            Collect(0);
            return;
        }

        int column = Array.Find(_columnsOfRow[row], c => !_known[c]);
        if (_unknowns[row] == 1)
        {
            foreach (int value in Solve(row, column))
                Try(column, value);
            return;
        }

        for (int value = 0; value < Prime; value++)
            Try(column, value);
    }

    private void Try(int column, int value)
    {
        if (_found.Count < _limit && Assign(column, value))
            Search();
        Revoke(column);
    }

    // Watched columns that no constraint mentions can be anything.
    private void Collect(int index)
    {
        while (index < _watched.Length && _known[_watched[index]])
            index++;
        if (index == _watched.Length)
        {
            int[] values = [.. _watched.Select(column => _values[column])];
            if (_keys.Add(string.Join(',', values)))
                _found.Add(values);
            return;
        }

        for (int value = 0; value < Prime && _found.Count < _limit; value++)
        {
            _ = Assign(_watched[index], value);
            Collect(index + 1);
            Revoke(_watched[index]);
        }
    }

    private bool Assign(int column, int value)
    {
        if (_known[column])
            return _values[column] == value;
        _known[column] = true;
        _values[column] = value;
        bool possible = true;
        foreach (Part part in _rowsOfColumn[column])
        {
            Shift(part, value);
            if (--_unknowns[part.Row] == 0)
                possible &= _constants[3 * part.Row] * _constants[(3 * part.Row) + 1] % Prime == _constants[(3 * part.Row) + 2];
        }

        return possible;
    }

    private void Revoke(int column)
    {
        if (!_known[column])
            return;
        foreach (Part part in _rowsOfColumn[column])
        {
            Shift(part, Prime - _values[column]);
            _unknowns[part.Row]++;
        }

        _known[column] = false;
    }

    private void Shift(Part part, int value)
    {
        for (int i = 0; i < 3; i++)
        {
            ref int constant = ref _constants[(3 * part.Row) + i];
            constant = (constant + (part.Factors[i] * value)) % Prime;
        }
    }

    private Part PartOf(int row, int column) => Array.Find(_rowsOfColumn[column], part => part.Row == row)!;

    private bool IsLinear(int row)
    {
        int column = Array.Find(_columnsOfRow[row], c => !_known[c]);
        int[] factors = PartOf(row, column).Factors;
        return factors[0] == 0 || factors[1] == 0;
    }

    // The solutions of (a0 + a1 x)(b0 + b1 x) = c0 + c1 x.
    private IEnumerable<int> Solve(int row, int column)
    {
        int[] factors = PartOf(row, column).Factors;
        int a0 = _constants[3 * row], b0 = _constants[(3 * row) + 1], c0 = _constants[(3 * row) + 2];
        int square = factors[0] * factors[1] % Prime;
        int linear = ((a0 * factors[1]) + (factors[0] * b0) + Prime - factors[2]) % Prime;
        int constant = ((a0 * b0) + Prime - c0) % Prime;
        if (square == 0)
        {
            if (linear != 0)
                return [(Prime - constant) * Inverses[linear] % Prime];
            return constant == 0 ? Enumerable.Range(0, Prime) : [];
        }

        int half = linear * Inverses[2] % Prime * Inverses[square] % Prime;
        int rest = ((half * half) + Prime - (constant * Inverses[square] % Prime)) % Prime;
        return Roots[rest].Select(root => (root + Prime - half) % Prime);
    }

    private static int[][] SquareRoots()
    {
        ILookup<int, int> roots = Enumerable.Range(0, Prime).ToLookup(x => x * x % Prime);
        return [.. Enumerable.Range(0, Prime).Select(square => roots[square].ToArray())];
    }

    // Where a variable occurs in a row, and with which factor in a, b and c.
    private sealed record Part(int Row)
    {
        internal int[] Factors { get; } = new int[3];
    }
}
