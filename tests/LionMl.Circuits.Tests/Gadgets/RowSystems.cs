using LionMl.Algebra;
using LionMl.R1cs;
using LionMl.TestSupport.Soundness;

namespace LionMl.Circuits.Tests.Gadgets;

/// <summary>Circuits as the plain rows that attacks work on.</summary>
internal static class RowSystems
{
    internal static RowSystem<F> Of<F>(R1csCircuit<F> circuit)
        where F : unmanaged, IField<F> => new(
        circuit.PublicCount + circuit.PrivateCount,
        [.. Enumerable.Range(0, circuit.ConstraintCount).Select(row =>
            new RowSystem<F>.Row(Terms(circuit.A, row), Terms(circuit.B, row), Terms(circuit.C, row)))]);

    internal static F[] ValuesOf<F>(R1csAssignment<F> assignment)
        where F : unmanaged, IField<F> => [.. assignment.Public, .. assignment.Private];

    private static (int Column, F Coefficient)[] Terms<F>(R1csMatrix<F> matrix, int row)
        where F : unmanaged, IField<F>
    {
        int start = matrix.RowStarts[row], end = matrix.RowStarts[row + 1];
        var terms = new (int Column, F Coefficient)[end - start];
        for (int i = start; i < end; i++)
            terms[i - start] = (matrix.Columns[i], matrix.Coefficients[matrix.CoefficientIndices[i]]);
        return terms;
    }
}
