using LionMl.Algebra;

namespace LionMl.Varuna;

/// <summary>A circuit while it is being proved.</summary>
internal sealed class ProverCircuit(int input, IndexedCircuit index, ProverInstance[] instances) : IDisposable
{
    /// <summary>The place in the prover's input, for messages.</summary>
    internal int Input { get; } = input;

    internal IndexedCircuit Index { get; } = index;

    internal CircuitInfo Info => Index.Info;

    internal ProverInstance[] Instances { get; } = instances;

    internal CoefficientTable[] Tables { get; } = index.MakeTables();

    /// <summary>The combination of the instances' assignments over C, as coefficients.</summary>
    internal FrVector? CombinedAssignment { get; set; }

    /// <summary>Per matrix, coefficients of f with f(k) = entry * L_row(alpha) * L_column(beta).</summary>
    internal FrVector[] Rational { get; } = new FrVector[MatrixTriple<int>.Count];

    /// <summary>The element of R of each row, and the element of C of each column; from round 5 on.</summary>
    internal (Fr[] Rows, Fr[] Columns) Elements { get; set; }

    public void Dispose()
    {
        foreach (ProverInstance instance in Instances)
            instance.Dispose();
        CombinedAssignment?.Dispose();
        foreach (FrVector? vector in Rational)
            vector?.Dispose();
    }
}

/// <summary>An instance while it is being proved.</summary>
internal sealed class ProverInstance(Fr[] columns) : IDisposable
{
    /// <summary>One value per column of the circuit, the zero-knowledge variables last.</summary>
    internal Fr[] Columns { get; } = columns;

    /// <summary>Az, Bz and Cz over R.</summary>
    internal MatrixTriple<FrVector> Products { get; set; }

    /// <summary>The assignment over C, as coefficients.</summary>
    internal FrVector? Assignment { get; set; }

    /// <summary>The blinding of the witness commitment.</summary>
    internal Fr[] Blinding { get; } = new Fr[UniversalSrs.BlindingCount];

    public void Dispose()
    {
        DisposeProducts();
        Assignment?.Dispose();
    }

    internal void DisposeProducts()
    {
        Products.A?.Dispose();
        Products.B?.Dispose();
        Products.C?.Dispose();
    }
}
