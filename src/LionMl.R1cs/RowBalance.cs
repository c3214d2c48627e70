using LionMl.Algebra;

namespace LionMl.R1cs;

/// <summary>
/// Chooses the forms of the flexible rows so that three matrices of given limits fill evenly: first the products, then the linear rows,
/// and last the booleans of single variables, each of which can put one entry wherever it is wanted.
/// </summary>
internal sealed class RowBalance<F>
    where F : unmanaged, IField<F>
{
    private readonly RowStore<F> _rows;
    private readonly CoefficientTable<F> _coefficients;
    private readonly List<int> _linear = [];
    private readonly List<int> _booleans = [];
    private readonly long _linearTerms;

    internal RowBalance(RowStore<F> rows, CoefficientTable<F> coefficients)
    {
        _rows = rows;
        _coefficients = coefficients;
        Plans = new RowPlan[rows.Count];
        for (int row = 0; row < rows.Count; row++)
        {
            if (rows.Kind(row) == RowKind.Linear)
            {
                _linear.Add(row);
                _linearTerms += rows.TermCount(row, 0);
            }
            else if (IsSingleBoolean(row))
            {
                _booleans.Add(row);
            }
        }

        // The longest first: fewer rows have to leave C, each of which costs an entry for the factor one.
        _linear.Sort((left, right) =>
        {
            int byLength = rows.TermCount(right, 0).CompareTo(rows.TermCount(left, 0));
            return byLength != 0 ? byLength : left.CompareTo(right);
        });
    }

    /// <summary>The plan of each row, after <see cref="Fill"/>.</summary>
    internal RowPlan[] Plans { get; }

    /// <summary>Plans every row to be as it was recorded.</summary>
    internal MatrixSizes Leave()
    {
        MatrixSizes sizes = default;
        for (int row = 0; row < _rows.Count; row++)
        {
            int first = _rows.TermCount(row, 0);
            bool isBoolean = _rows.Kind(row) == RowKind.Boolean, isLinear = _rows.Kind(row) == RowKind.Linear;
            Plans[row] = new RowPlan(isBoolean ? RowForm.BooleanSquare : RowForm.Plain);
            sizes.A += isLinear ? 0 : first;
            sizes.B += isLinear ? 0 : isBoolean ? first : _rows.TermCount(row, 1);
            sizes.C += isLinear || isBoolean ? first : _rows.TermCount(row, 2);
        }

        return sizes;
    }

    /// <summary>Plans every row.</summary>
    /// <returns>The entries that the matrices get; they may exceed the limits.</returns>
    internal MatrixSizes Fill(MatrixSizes limits)
    {
        MatrixSizes sizes = PlaceProducts(limits);
        sizes.A += _booleans.Count;
        sizes.B += _booleans.Count;
        MatrixSizes wanted = Level(sizes, limits, sizes.Total + _booleans.Count + _linearTerms);
        sizes = PlaceLinear(sizes, wanted);
        return PlaceBooleans(sizes, limits);
    }

    /// <summary>How many entries more than L the combination L − 1 has.</summary>
    internal int ShiftGrowth(int row)
    {
        ReadOnlySpan<int> codes = _rows.Codes(row, 0);
        if (codes.IsEmpty || codes[0] != Variable.One.Code)
            return 1;
        return _coefficients[_rows.Coefficients(row, 0)[0]] == F.One ? -1 : 0;
    }

    private bool IsSingleBoolean(int row) =>
        _rows.Kind(row) == RowKind.Boolean && _rows.TermCount(row, 0) == 1 && _rows.Codes(row, 0)[0] != Variable.One.Code;

    private MatrixSizes PlaceProducts(MatrixSizes limits)
    {
        MatrixSizes sizes = default;
        for (int row = 0; row < _rows.Count; row++)
        {
            int first = _rows.TermCount(row, 0);
            switch (_rows.Kind(row))
            {
                case RowKind.Fixed:
                    sizes.A += first;
                    sizes.B += _rows.TermCount(row, 1);
                    sizes.C += _rows.TermCount(row, 2);
                    break;
                case RowKind.Product:
                    bool swap = Pair(ref sizes, limits, first, _rows.TermCount(row, 1));
                    sizes.C += _rows.TermCount(row, 2);
                    Plans[row] = new RowPlan(swap ? RowForm.Swapped : RowForm.Plain);
                    break;
                case RowKind.Boolean when !IsSingleBoolean(row):
                    bool heavyB = Pair(ref sizes, limits, first + ShiftGrowth(row), first);
                    Plans[row] = new RowPlan(heavyB ? RowForm.BooleanHeavyB : RowForm.BooleanHeavyA);
                    break;
                default:
                    break;
            }
        }

        return sizes;
    }

    // Puts one of two factors into A and the other into B, the longer one where there is more room. True: the first one is in B.
    private static bool Pair(ref MatrixSizes sizes, MatrixSizes limits, int first, int second)
    {
        bool longerIntoA = (Int128)sizes.A * limits.B <= (Int128)sizes.B * limits.A;
        bool swap = longerIntoA ? first < second : first > second;
        sizes.A += swap ? second : first;
        sizes.B += swap ? first : second;
        return swap;
    }

    // Sizes with the given total, none below what is there, otherwise in proportion to the limits.
    private static MatrixSizes Level(MatrixSizes present, MatrixSizes limits, long total)
    {
        bool a = true, b = true, c = true;
        while (true)
        {
            long open = (a ? limits.A : 0) + (b ? limits.B : 0) + (c ? limits.C : 0);
            long rest = total - (a ? 0 : present.A) - (b ? 0 : present.B) - (c ? 0 : present.C);
            long Share(long limit) => (long)((Int128)rest * limit / Math.Max(1, open));
            bool fullA = a && Share(limits.A) < present.A;
            bool fullB = b && Share(limits.B) < present.B;
            bool fullC = c && Share(limits.C) < present.C;
            if (!fullA && !fullB && !fullC)
                return new MatrixSizes(a ? Share(limits.A) : present.A, b ? Share(limits.B) : present.B, c ? Share(limits.C) : present.C);
            a &= !fullA;
            b &= !fullB;
            c &= !fullC;
        }
    }

    private MatrixSizes PlaceLinear(MatrixSizes sizes, MatrixSizes wanted)
    {
        // C takes linear terms without an extra entry, so only what it cannot hold leaves it.
        long roomA = wanted.A - sizes.A, roomB = wanted.B - sizes.B;
        long leaving = Math.Max(0, Math.Min(roomA + roomB, _linearTerms - (wanted.C - sizes.C)));
        long intoA = roomA + roomB == 0 ? 0 : (long)((Int128)leaving * roomA / (roomA + roomB));
        long intoB = leaving - intoA;
        foreach (int row in _linear)
        {
            int terms = _rows.TermCount(row, 0);
            int moved = (int)Math.Min(terms, intoA > 0 ? intoA : intoB);
            if (moved == 0)
            {
                Plans[row] = default;
            }
            else if (intoA > 0)
            {
                Plans[row] = new RowPlan(RowForm.LinearInA, moved);
                intoA -= moved;
                sizes.A += moved;
                sizes.B++;
            }
            else
            {
                Plans[row] = new RowPlan(RowForm.LinearInB, moved);
                intoB -= moved;
                sizes.B += moved;
                sizes.A++;
            }

            sizes.C += terms - moved;
        }

        return sizes;
    }

    private MatrixSizes PlaceBooleans(MatrixSizes sizes, MatrixSizes limits)
    {
        // One entry in A and one in B of each boolean are counted already; the third goes where the matrix is emptiest.
        foreach (int row in _booleans)
        {
            bool cBeforeA = (Int128)sizes.C * limits.A <= (Int128)sizes.A * limits.C;
            bool cBeforeB = (Int128)sizes.C * limits.B <= (Int128)sizes.B * limits.C;
            bool aBeforeB = (Int128)sizes.A * limits.B <= (Int128)sizes.B * limits.A;
            if (cBeforeA && cBeforeB)
            {
                Plans[row] = new RowPlan(RowForm.BooleanSquare);
                sizes.C++;
            }
            else if (aBeforeB)
            {
                Plans[row] = new RowPlan(RowForm.BooleanHeavyA);
                sizes.A++;
            }
            else
            {
                Plans[row] = new RowPlan(RowForm.BooleanHeavyB);
                sizes.B++;
            }
        }

        return sizes;
    }
}
