using LionMl.Algebra;

namespace LionMl.Varuna;

/// <summary>The twelve polynomials that a key commits to, made on demand from a circuit.</summary>
internal sealed class IndexPolynomials
{
    private readonly IndexedCircuit _circuit;
    private readonly Workers _workers;
    private readonly Fr[] _rows;
    private readonly Fr[] _columns;

    internal IndexPolynomials(IndexedCircuit circuit, Workers workers)
    {
        _circuit = circuit;
        _workers = workers;
        using FrVector rows = EvaluationDomain.Of(circuit.Info.ConstraintDomainSize).Elements(workers);
        using FrVector columns = EvaluationDomain.Of(circuit.Info.VariableDomainSize).Elements(workers);
        _rows = rows.ToArray();
        _columns = circuit.Collect(columns);
    }

    /// <summary>The coefficients of col, row, row_col or row_col_val of a matrix.</summary>
    internal FrVector Interpolate(CommittedPolynomial name)
    {
        int size = _circuit.Info.NonZeroDomainSize(name.Index);
        var values = new FrVector(size);
        if (name.Kind == PolynomialKind.Row)
        {
            EntryGather.Rows(values, _circuit, name.Index, _rows, Fr.One, _workers);
        }
        else
        {
            EntryGather.Columns(values, _circuit, name.Index, _columns, Fr.One, _workers);
            using var factor = new FrVector(size);
            if (name.Kind is PolynomialKind.RowCol or PolynomialKind.RowColVal)
            {
                EntryGather.Rows(factor, _circuit, name.Index, _rows, Fr.One, _workers);
                values.Multiply(factor, _workers);
            }

            if (name.Kind == PolynomialKind.RowColVal)
            {
                EntryGather.Coefficients(factor, _circuit, name.Index, _workers);
                values.Multiply(factor, _workers);
            }
        }

        EvaluationDomain.Of(size).Inverse(values, _workers);
        return values;
    }
}
