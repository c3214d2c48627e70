using LionMl.Algebra;

namespace LionMl.TestSupport.Soundness;

/// <summary>
/// Changes a valid assignment in random ways, lets the outputs follow from what they are pinned to, and looks whether the constraints
/// accept other outputs for the same inputs. Only constraints that read something changed are looked at, so that millions of
/// assignments can be tried.
/// </summary>
/// <typeparam name="F">The field.</typeparam>
public sealed class RandomAttack<F>
    where F : unmanaged, IField<F>
{
    // Of so many changes one is repaired, which takes as long as many others.
    private const int RepairEvery = 64;

    // So many constraints at most are solved for a variable after a change.
    private const int MostSteps = 3;

    private readonly RowSystem<F> _system;
    private readonly Random _random;
    private readonly AdaptiveAttack<F> _repair;
    private readonly int[][] _rowsOfColumns;
    private readonly int[] _inputs;
    private readonly int[] _outputs;
    private readonly int[] _outputRows;
    private readonly int _firstPrivate;
    private readonly (int Start, int Count)[] _digitRuns;
    private readonly Dictionary<int, F> _undo = [];
    private F[] _values = [];
    private F[] _valid = [];

    /// <summary>An attack on some constraints.</summary>
    /// <param name="system">The constraints.</param>
    /// <param name="inputs">Columns that keep their values.</param>
    /// <param name="outputs">Columns that each stand in one linear constraint, which pins them.</param>
    /// <param name="seed">Of the random choices.</param>
    public RandomAttack(RowSystem<F> system, int[] inputs, int[] outputs, int seed)
    {
        ArgumentNullException.ThrowIfNull(system);
        _system = system;
        _inputs = inputs;
        _outputs = outputs;
        _firstPrivate = 1 + inputs.Length + outputs.Length;
        _random = new Random(seed);
        _repair = new AdaptiveAttack<F>(system, seed);
        _rowsOfColumns = AdaptiveAttack<F>.RowsOfColumns(system);
        _outputRows = [.. outputs.Select(output => _rowsOfColumns[output].Single())];
        _digitRuns = [.. DigitRuns()];
    }

    /// <summary>How many assignments were tried.</summary>
    public long Tried { get; private set; }

    /// <summary>Tries changes of an assignment.</summary>
    /// <param name="valid">A satisfying assignment.</param>
    /// <param name="neighbours">Satisfying assignments for other inputs, to take parts from.</param>
    /// <param name="count">How many changes.</param>
    /// <returns>An accepted assignment with other outputs, or null.</returns>
    public F[]? Find(F[] valid, IReadOnlyList<F[]> neighbours, int count)
    {
        ArgumentNullException.ThrowIfNull(valid);
        _valid = valid;
        _values = (F[])valid.Clone();
        for (int i = 0; i < count; i++)
        {
            Tried++;
            if (i % RepairEvery == 0)
            {
                int column = _random.Next(_inputs.Length + 1, valid.Length);
                F[]? repaired = _repair.Try(valid, _inputs, column, valid[column] + Delta());
                if (repaired is not null && HasOtherOutputs(repaired))
                    return repaired;
                continue;
            }

            Change(neighbours);
            for (int step = _random.Next(MostSteps + 1); step > 0 && Mend(); step--)
            {
            }

            LetOutputsFollow();
            if (HasOtherOutputs(_values) && IsAccepted())
                return (F[])_values.Clone();
            foreach ((int column, F before) in _undo)
                _values[column] = before;
            _undo.Clear();
        }

        return null;
    }

    private void Change(IReadOnlyList<F[]> neighbours)
    {
        switch (_random.Next(neighbours.Count == 0 ? 6 : 8))
        {
            case 0:
                ChangeOne();
                break;
            case 1:
                ChangeOne();
                ChangeOne();
                break;
            case 2:
                FlipDigits(1 + _random.Next(3));
                break;
            case 3:
                AddToDigits(Step());
                break;
            case 4:
                // From one number to another: a unit there may be worth many here.
                AddToDigits(_random.Next(2) == 0 ? 1 : -1);
                AddToDigits(Step());
                if (_random.Next(2) == 0)
                    ChangeOne();
                break;
            case 5:
                // An output by itself, or with what it is pinned to left to others.
                int output = _outputs[_random.Next(_outputs.Length)];
                Set(output, _values[output] + Delta());
                ChangeOne();
                break;
            default:
                TakePart(neighbours[_random.Next(neighbours.Count)]);
                if (_random.Next(3) == 0)
                    ChangeOne();
                break;
        }
    }

    private void ChangeOne()
    {
        if (_firstPrivate == _values.Length)
            return;
        int column = _random.Next(_firstPrivate, _values.Length);
        F value = _values[column];
        Set(column, _random.Next(5) switch
        {
            0 => F.Zero,
            1 => F.One,
            2 => F.One - value,
            3 => -value,
            _ => value + Delta(),
        });
    }

    private void FlipDigits(int count)
    {
        for (int i = 0; i < count && _digitRuns.Length > 0; i++)
        {
            (int start, int length) = _digitRuns[_random.Next(_digitRuns.Length)];
            int column = start + _random.Next(length);
            Set(column, F.One - _values[column]);
        }
    }

    // Adds to the number that some neighbouring digits are, modulo its size: at either end it wraps around.
    private void AddToDigits(long step)
    {
        if (_digitRuns.Length == 0)
            return;
        (int first, int length) = _digitRuns[_random.Next(_digitRuns.Length)];
        int start = _random.Next(length), count = Math.Min(60, _random.Next(length - start) + 1);
        long number = 0;
        for (int i = 0; i < count; i++)
            number |= _values[first + start + i].IsZero ? 0 : 1L << i;
        number += step;
        for (int i = 0; i < count; i++)
            Set(first + start + i, ((number >> i) & 1) != 0 ? F.One : F.Zero);
    }

    private void TakePart(F[] other)
    {
        int start = _random.Next(_firstPrivate, _values.Length + 1), end = _values.Length;
        if (_random.Next(2) == 0)
            (start, end) = _random.Next(3) == 0 ? (_firstPrivate, start) : (start, _random.Next(start, _values.Length + 1));
        for (int column = start; column < end; column++)
            Set(column, other[column]);
    }

    // Solves a constraint that a change has broken for one of its private variables; false if there is none.
    private bool Mend()
    {
        if (_undo.Count > 16)
            return false;
        int[] broken = [.. _undo.Keys.SelectMany(column => _rowsOfColumns[column])
            .Where(row => !_outputRows.Contains(row) && !_system.Rows[row].Holds(_values))];
        if (broken.Length == 0)
            return false;
        RowSystem<F>.Row chosen = _system.Rows[broken[_random.Next(broken.Length)]];
        int[] open = [.. chosen.Columns.Where(column => column >= _firstPrivate && !_undo.ContainsKey(column))];
        return open.Length > 0 && Solve(chosen, open[_random.Next(open.Length)]);
    }

    private void LetOutputsFollow()
    {
        for (int i = 0; i < _outputs.Length; i++)
        {
            if (_undo.ContainsKey(_outputs[i]))
                continue;
            _ = Solve(_system.Rows[_outputRows[i]], _outputs[i]);
        }
    }

    // Gives a variable the value that satisfies a constraint, if it is linear in it.
    private bool Solve(RowSystem<F>.Row row, int column)
    {
        F before = _values[column];
        _values[column] = F.Zero;
        F constant = Excess(row);
        _values[column] = F.One;
        F slope = Excess(row) - constant;
        _values[column] = before;
        if (slope.IsZero)
            return false;
        Set(column, -constant * slope.Inverse());
        return true;
    }

    private F Excess(RowSystem<F>.Row row) =>
        (RowSystem<F>.Row.Value(row.A, _values) * RowSystem<F>.Row.Value(row.B, _values)) - RowSystem<F>.Row.Value(row.C, _values);

    private bool HasOtherOutputs(F[] values)
    {
        foreach (int output in _outputs)
        {
            if (values[output] != _valid[output])
                return true;
        }

        return false;
    }

    private bool IsAccepted()
    {
        foreach ((int column, F before) in _undo)
        {
            if (_values[column] == before)
                continue;
            foreach (int row in _rowsOfColumns[column])
            {
                if (!_system.Rows[row].Holds(_values))
                    return false;
            }
        }

        return true;
    }

    private void Set(int column, F value)
    {
        _ = _undo.TryAdd(column, _values[column]);
        _values[column] = value;
    }

    private long Step()
    {
        long size = 1L << _random.Next(24);
        long step = _random.Next(3) switch
        {
            0 => size,
            1 => size - 1,
            _ => _random.NextInt64(size) + 1,
        };
        return _random.Next(2) == 0 ? step : -step;
    }

    // Small steps, powers of two, and what a packed row's slots or a wrap around the field would be worth.
    private F Delta()
    {
        F power = FieldMath.Pow(F.FromInt64(2), (ulong)_random.Next(256));
        return _random.Next(5) switch
        {
            0 => F.One,
            1 => -F.One,
            2 => power,
            3 => -power,
            _ => F.FromInt64(Step()),
        };
    }

    // Neighbouring private columns each of which some constraint makes 0 or 1 all by itself.
    private IEnumerable<(int Start, int Count)> DigitRuns()
    {
        HashSet<int> digits = [];
        foreach (RowSystem<F>.Row row in _system.Rows)
        {
            int[] columns = [.. row.Columns.Where(column => column != 0)];
            if (columns is [var only] && row.A.Any(term => term.Column == only) && row.B.Any(term => term.Column == only))
                _ = digits.Add(only);
        }

        int start = _firstPrivate;
        for (int column = _firstPrivate; column <= _system.ColumnCount; column++)
        {
            if (digits.Contains(column))
                continue;
            if (column > start)
                yield return (start, column - start);
            start = column + 1;
        }
    }
}
