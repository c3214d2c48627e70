using LionMl.Algebra;
using LionMl.R1cs;

namespace LionMl.Varuna;

/// <summary>
/// A circuit as Varuna sees it: the constraints followed by the zero-knowledge row, the public inputs padded to a power of two, and
/// every variable at its place in the domain C.
/// </summary>
/// <remarks>
/// Nothing is copied. A variable is addressed by its column in the R1CS (public, then private); the three variables of the
/// zero-knowledge row follow as the last columns.
/// </remarks>
internal sealed class IndexedCircuit
{
    /// <summary>The variables of the zero-knowledge row, one per matrix: the first times the second is the third.</summary>
    internal const int ZeroKnowledgeVariables = 3;

    /// <exception cref="ArgumentException">The circuit is too large or too small for Varuna.</exception>
    internal IndexedCircuit(R1csCircuit<Fr> circuit)
    {
        Circuit = circuit;
        Info = CountsOf(circuit);
    }

    internal R1csCircuit<Fr> Circuit { get; }

    internal CircuitInfo Info { get; }

    /// <summary>The number of columns including those of the zero-knowledge row.</summary>
    internal int ColumnCount => Circuit.PublicCount + Circuit.PrivateCount + ZeroKnowledgeVariables;

    /// <summary>The row and the first column of the zero-knowledge row.</summary>
    internal int ZeroKnowledgeRow => Circuit.ConstraintCount;

    internal int ZeroKnowledgeColumn => ColumnCount - ZeroKnowledgeVariables;

    internal R1csMatrix<Fr> Matrix(int matrix) => matrix switch
    {
        0 => Circuit.A,
        1 => Circuit.B,
        2 => Circuit.C,
        _ => throw new ArgumentOutOfRangeException(nameof(matrix)),
    };

    /// <summary>The coefficients of the three matrices, prepared for products.</summary>
    internal CoefficientTable[] MakeTables() => [new(Circuit.A), new(Circuit.B), new(Circuit.C)];

    /// <summary>Spreads one value per column over the domain C: public inputs on the subgroup X, the others in the gaps.</summary>
    internal FrVector Place(ReadOnlySpan<Fr> columns)
    {
        var placed = new Fr[Info.VariableDomainSize];
        int period = placed.Length / Info.PublicDomainSize;
        int publics = Circuit.PublicCount;
        for (int i = 0; i < publics; i++)
            placed[i * period] = columns[i];
        ReadOnlySpan<Fr> rest = columns[publics..];
        for (int start = 1; !rest.IsEmpty; start += period)
        {
            int count = Math.Min(period - 1, rest.Length);
            rest[..count].CopyTo(placed.AsSpan(start));
            rest = rest[count..];
        }

        return FrVector.FromSpan(placed);
    }

    /// <summary>Collects one value per column from the domain C; the inverse of <see cref="Place"/>.</summary>
    internal Fr[] Collect(FrVector placed)
    {
        Fr[] values = placed.ToArray();
        var columns = new Fr[ColumnCount];
        int period = values.Length / Info.PublicDomainSize;
        int publics = Circuit.PublicCount;
        for (int i = 0; i < publics; i++)
            columns[i] = values[i * period];
        Span<Fr> rest = columns.AsSpan(publics);
        for (int start = 1; !rest.IsEmpty; start += period)
        {
            int count = Math.Min(period - 1, rest.Length);
            values.AsSpan(start, count).CopyTo(rest);
            rest = rest[count..];
        }

        return columns;
    }

    private static CircuitInfo CountsOf(R1csCircuit<Fr> circuit)
    {
        ulong publics = (ulong)CircuitInfo.DomainSize(circuit.PublicCount);
        ReadOnlySpan<ulong> counts =
        [
            publics,
            publics + (ulong)circuit.PrivateCount + ZeroKnowledgeVariables,
            (ulong)circuit.ConstraintCount + 1,
            (ulong)circuit.A.EntryCount + 1,
            (ulong)circuit.B.EntryCount + 1,
            (ulong)circuit.C.EntryCount + 1,
        ];
        return CircuitInfo.TryCreate(counts, out CircuitInfo? info, out string? reason)
            ? info
            : throw new ArgumentException($"Varuna cannot prove this circuit: {reason}.", nameof(circuit));
    }
}
