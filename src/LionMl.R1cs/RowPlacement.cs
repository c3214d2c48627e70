using LionMl.Algebra;

namespace LionMl.R1cs;

/// <summary>Turns recorded rows into the three matrices of a circuit.</summary>
internal sealed class RowPlacement<F>
    where F : unmanaged, IField<F>
{
    private const int FewestEntries = 2;
    private const string PaddingScope = "padding";

    private readonly RowStore<F> _rows;
    private readonly CoefficientTable<F> _coefficients;
    private readonly int _publicCount;
    private readonly int _minusOne;

    internal RowPlacement(RowStore<F> rows, CoefficientTable<F> coefficients, int publicCount)
    {
        _rows = rows;
        _coefficients = coefficients;
        _publicCount = publicCount;
        _minusOne = coefficients.Intern(-1);
    }

    internal R1csCircuit<F> Build(int privateCount, IReadOnlyList<R1csScope> scopes, bool balanced)
    {
        var balance = new RowBalance<F>(_rows, _coefficients);
        MatrixSizes sizes = balanced ? Choose(balance) : balance.Leave();
        int padding = (int)Math.Max(0, FewestEntries - sizes.Smallest);
        int rowCount = _rows.Count + padding;
        var a = new MatrixWriter<F>(rowCount, sizes.A + padding, _coefficients, _publicCount);
        var b = new MatrixWriter<F>(rowCount, sizes.B + padding, _coefficients, _publicCount);
        var c = new MatrixWriter<F>(rowCount, sizes.C + padding, _coefficients, _publicCount);
        for (int row = 0; row < _rows.Count; row++)
        {
            Write(row, balance.Plans[row], a, b, c);
            a.EndRow();
            b.EndRow();
            c.EndRow();
        }

        List<R1csScope> runs = [.. scopes];
        if (padding > 0)
            runs.Add(new R1csScope(PaddingScope, _rows.Count));
        for (int i = 0; i < padding; i++)
        {
            foreach (MatrixWriter<F> matrix in (ReadOnlySpan<MatrixWriter<F>>)[a, b, c])
            {
                matrix.Add(Variable.One.Code, CoefficientTable<F>.One);
                matrix.EndRow();
            }
        }

        return new R1csCircuit<F>(_publicCount, privateCount, a.Build(), b.Build(), c.Build(), runs);
    }

    private MatrixSizes Choose(RowBalance<F> balance)
    {
        MatrixSizes equal = new(1 << 20, 1 << 20, 1 << 20);
        MatrixSizes sizes = balance.Fill(equal);
        foreach (MatrixSizes limits in MatrixSizes.Candidates(sizes.Total))
        {
            sizes = balance.Fill(limits);
            if (sizes.FitsIn(limits) && sizes.Smallest >= FewestEntries)
                return sizes;
        }

        return balance.Fill(equal);
    }

    private void Write(int row, RowPlan plan, MatrixWriter<F> a, MatrixWriter<F> b, MatrixWriter<F> c)
    {
        ReadOnlySpan<int> codes = _rows.Codes(row, 0);
        ReadOnlySpan<int> coefficients = _rows.Coefficients(row, 0);
        switch (plan.Form)
        {
            case RowForm.Plain when _rows.Kind(row) == RowKind.Linear:
                c.Add(codes, coefficients);
                break;
            case RowForm.Plain:
                a.Add(codes, coefficients);
                b.Add(_rows.Codes(row, 1), _rows.Coefficients(row, 1));
                c.Add(_rows.Codes(row, 2), _rows.Coefficients(row, 2));
                break;
            case RowForm.Swapped:
                b.Add(codes, coefficients);
                a.Add(_rows.Codes(row, 1), _rows.Coefficients(row, 1));
                c.Add(_rows.Codes(row, 2), _rows.Coefficients(row, 2));
                break;
            case RowForm.BooleanSquare:
                a.Add(codes, coefficients);
                b.Add(codes, coefficients);
                c.Add(codes, coefficients);
                break;
            case RowForm.BooleanHeavyA:
                AddMinusOne(a, codes, coefficients);
                b.Add(codes, coefficients);
                break;
            case RowForm.BooleanHeavyB:
                a.Add(codes, coefficients);
                AddMinusOne(b, codes, coefficients);
                break;
            case RowForm.LinearInA:
                a.Add(codes[..plan.Split], coefficients[..plan.Split]);
                b.Add(Variable.One.Code, CoefficientTable<F>.One);
                AddNegated(c, codes[plan.Split..], coefficients[plan.Split..]);
                break;
            case RowForm.LinearInB:
                a.Add(Variable.One.Code, CoefficientTable<F>.One);
                b.Add(codes[..plan.Split], coefficients[..plan.Split]);
                AddNegated(c, codes[plan.Split..], coefficients[plan.Split..]);
                break;
            default:
                throw new InvalidOperationException($"Row form {plan.Form} is unknown.");
        }
    }

    private void AddMinusOne(MatrixWriter<F> matrix, ReadOnlySpan<int> codes, ReadOnlySpan<int> coefficients)
    {
        // The constant one has the lowest code, so that it comes first where it occurs.
        bool hasConstant = !codes.IsEmpty && codes[0] == Variable.One.Code;
        F constant = hasConstant ? _coefficients[coefficients[0]] - F.One : -F.One;
        if (!constant.IsZero)
            matrix.Add(Variable.One.Code, hasConstant ? _coefficients.Intern(constant) : _minusOne);
        int start = hasConstant ? 1 : 0;
        matrix.Add(codes[start..], coefficients[start..]);
    }

    private void AddNegated(MatrixWriter<F> matrix, ReadOnlySpan<int> codes, ReadOnlySpan<int> coefficients)
    {
        for (int i = 0; i < codes.Length; i++)
            matrix.Add(codes[i], _coefficients.Intern(-_coefficients[coefficients[i]]));
    }
}
