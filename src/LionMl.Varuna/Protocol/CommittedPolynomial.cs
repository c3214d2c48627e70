namespace LionMl.Varuna;

/// <summary>What a committed polynomial is; the names are snarkVM's.</summary>
internal enum PolynomialKind
{
    /// <summary>w: the private part of an assignment, per circuit and instance.</summary>
    Witness,

    /// <summary>mask_poly: random with sum zero over C, hides the line evaluation.</summary>
    Mask,

    /// <summary>h_0: quotient of the row check.</summary>
    H0,

    /// <summary>g_1: remainder of the line evaluation's sumcheck.</summary>
    G1,

    /// <summary>h_1: quotient of the line evaluation's sumcheck.</summary>
    H1,

    /// <summary>g_a, g_b, g_c: remainder of the rational sumcheck, per circuit and matrix.</summary>
    G,

    /// <summary>h_2: quotient of the matrix sumcheck.</summary>
    H2,

    /// <summary>col: the column element of each entry, per circuit and matrix.</summary>
    Col,

    /// <summary>row: the row element of each entry, per circuit and matrix.</summary>
    Row,

    /// <summary>row_col: the product of both, per circuit and matrix.</summary>
    RowCol,

    /// <summary>row_col_val: that product times the entry, per circuit and matrix.</summary>
    RowColVal,
}

/// <summary>Names a committed polynomial of a statement.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Circuit">The circuit, for those that belong to one.</param>
/// <param name="Index">The instance of a witness, the matrix of all others that have one.</param>
internal readonly record struct CommittedPolynomial(PolynomialKind Kind, int Circuit = 0, int Index = 0)
{
    /// <summary>Whether this is one of the twelve polynomials of a key, and at which place of the key it stands.</summary>
    internal bool IsInKey(out int place)
    {
        place = Kind >= PolynomialKind.Col ? ((Kind - PolynomialKind.Col) * MatrixTriple<int>.Count) + Index : -1;
        return place >= 0;
    }

    /// <summary>The polynomial at a place of a key.</summary>
    internal static CommittedPolynomial InKey(int place) =>
        new(PolynomialKind.Col + (place / MatrixTriple<int>.Count), 0, place % MatrixTriple<int>.Count);

    /// <summary>The degree bound that its commitment enforces, or null.</summary>
    internal int? DegreeBound(Statement statement) => Kind switch
    {
        PolynomialKind.G1 => statement.VariableDomainSize - 2,
        PolynomialKind.G => statement.Circuits[Circuit].Key.Info.NonZeroDomainSize(Index) - 2,
        _ => null,
    };
}
