using LionMl.Algebra;

namespace LionMl.TestSupport.Soundness;

/// <summary>
/// Starts from a valid assignment, changes one variable, and repairs: again and again, a broken constraint is mended by solving it for
/// a variable that was not settled yet. Finds assignments that keep the inputs and change the outputs, if the repair comes to rest.
/// </summary>
/// <typeparam name="F">The field.</typeparam>
/// <param name="system">The constraints.</param>
/// <param name="seed">Of the random choices.</param>
public sealed class AdaptiveAttack<F>(RowSystem<F> system, int seed)
    where F : unmanaged, IField<F>
{
    private const int RepairsPerVariable = 4;

    private readonly Random _random = new(seed);
    private readonly int[][] _columns = [.. system.Rows.Select(row => row.Columns.ToArray())];
    private readonly int[][] _rows = RowsOfColumns(system);

    /// <summary>Tries to satisfy the constraints after a change.</summary>
    /// <param name="valid">A satisfying assignment.</param>
    /// <param name="inputs">Columns that must keep their values.</param>
    /// <param name="changed">The column to change.</param>
    /// <param name="value">Its new value.</param>
    /// <returns>A satisfying assignment with the change, or null.</returns>
    public F[]? Try(F[] valid, IEnumerable<int> inputs, int changed, F value)
    {
        ArgumentNullException.ThrowIfNull(valid);
        var values = (F[])valid.Clone();
        HashSet<int> settled = [0, changed, .. inputs];
        values[changed] = value;
        List<int> broken = [.. Enumerable.Range(0, _columns.Length).Where(row => !system.Rows[row].Holds(values))];
        for (int repair = 0; repair < RepairsPerVariable * values.Length; repair++)
        {
            if (broken.Count == 0)
                return values;
            int row = broken[_random.Next(broken.Count)];
            int[] open = [.. _columns[row].Where(column => !settled.Contains(column))];
            if (open.Length == 0)
                return null;
            int column = open[_random.Next(open.Length)];
            if (Solve(system.Rows[row], values, column) is not { } solution)
                return null;
            values[column] = solution;
            _ = settled.Add(column);
            _ = broken.RemoveAll(old => _rows[column].Contains(old));
            broken.AddRange(_rows[column].Where(next => !system.Rows[next].Holds(values)));
        }

        return null;
    }

    internal static int[][] RowsOfColumns(RowSystem<F> system)
    {
        var rows = new List<int>[system.ColumnCount];
        for (int column = 0; column < rows.Length; column++)
            rows[column] = [];
        for (int row = 0; row < system.Rows.Count; row++)
        {
            foreach (int column in system.Rows[row].Columns)
                rows[column].Add(row);
        }

        return [.. rows.Select(list => list.ToArray())];
    }

    // A value of one variable that satisfies a row; of a quadratic row only where it factors as a digit's does.
    private F? Solve(RowSystem<F>.Row row, F[] values, int column)
    {
        F a1 = Factor(row.A), b1 = Factor(row.B), c1 = Factor(row.C);
        F before = values[column];
        values[column] = F.Zero;
        F a0 = RowSystem<F>.Row.Value(row.A, values);
        F b0 = RowSystem<F>.Row.Value(row.B, values);
        F c0 = RowSystem<F>.Row.Value(row.C, values);
        values[column] = before;
        F square = a1 * b1, linear = (a0 * b1) + (a1 * b0) - c1, constant = (a0 * b0) - c0;
        if (square.IsZero)
            return linear.IsZero ? null : -constant * linear.Inverse();
        if (constant.IsZero)
            return _random.Next(2) == 0 ? F.Zero : -linear * square.Inverse();

        // (a1·x + a0)² = a1·x + a0 up to constants: a combination that must be 0 or 1.
        F root0 = -a0 * a1.Inverse(), root1 = -b0 * b1.Inverse();
        if (c0.IsZero && c1.IsZero)
            return _random.Next(2) == 0 ? root0 : root1;
        F[] candidates = [root0, root0 + a1.Inverse()];
        F candidate = candidates[_random.Next(2)];
        values[column] = candidate;
        bool holds = row.Holds(values);
        values[column] = before;
        return holds ? candidate : null;

        F Factor((int Column, F Coefficient)[] terms)
        {
            F sum = F.Zero;
            foreach ((int other, F coefficient) in terms)
            {
                if (other == column)
                    sum += coefficient;
            }

            return sum;
        }
    }
}
