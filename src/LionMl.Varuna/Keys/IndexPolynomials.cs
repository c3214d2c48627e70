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
        FrVector values = name.Kind switch
        {
            PolynomialKind.Col => Columns(name.Index),
            PolynomialKind.Row => Rows(name.Index),
            PolynomialKind.RowCol or PolynomialKind.RowColVal => Product(Rows(name.Index), Columns(name.Index)),
            _ => throw new ArgumentException($"{name.Kind} is not in a key.", nameof(name)),
        };
        if (name.Kind == PolynomialKind.RowColVal)
            values = Product(values, EntryGather.Coefficients(_circuit, name.Index, _workers));
        EvaluationDomain.Of(values.Length).Inverse(values, _workers);
        return values;
    }

    private FrVector Rows(int matrix) => EntryGather.Rows(_circuit, matrix, _rows, Fr.One, _workers);

    private FrVector Columns(int matrix) => EntryGather.Columns(_circuit, matrix, _columns, Fr.One, _workers);

    private FrVector Product(FrVector left, FrVector right)
    {
        using (right)
            left.Multiply(right, _workers);
        return left;
    }
}
