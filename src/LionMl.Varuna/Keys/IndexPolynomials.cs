using LionMl.Algebra;

namespace LionMl.Varuna;

/// <summary>The twelve polynomials that a key commits to, made on demand from a circuit.</summary>
internal sealed class IndexPolynomials
{
    private readonly IndexedCircuit _circuit;
    private readonly Workers _workers;
    private readonly Fr[] _rows;
    private readonly Fr[] _columns;
    private readonly CoefficientTable[] _tables;

    internal IndexPolynomials(IndexedCircuit circuit, Workers workers)
    {
        _circuit = circuit;
        _workers = workers;
        using FrVector rows = EvaluationDomain.Of(circuit.Info.ConstraintDomainSize).Elements(workers);
        using FrVector columns = EvaluationDomain.Of(circuit.Info.VariableDomainSize).Elements(workers);
        _rows = rows.ToArray();
        _columns = circuit.Collect(columns);
        _tables = circuit.MakeTables();
    }

    /// <summary>The coefficients of col, row, row_col or row_col_val of a matrix.</summary>
    internal FrVector Interpolate(CommittedPolynomial name)
    {
        FrVector polynomial = name.Kind switch
        {
            PolynomialKind.Col => Tabulate(new ColumnFormula(_columns)),
            PolynomialKind.Row => Tabulate(new RowFormula(_rows)),
            PolynomialKind.RowCol => Tabulate(new RowColumnFormula(_rows, _columns, Fr.One)),
            PolynomialKind.RowColVal => Tabulate(new RowColumnValueFormula(_rows, _columns)),
            _ => throw new ArgumentException($"{name.Kind} is not in a key.", nameof(name)),
        };
        EvaluationDomain.Of(polynomial.Length).Inverse(polynomial, _workers);
        return polynomial;

        FrVector Tabulate<TFormula>(TFormula formula)
            where TFormula : struct, IEntryFormula =>
            EntryTabulation.Tabulate(_circuit, name.Index, _tables[name.Index], formula, _workers);
    }
}
