using LionMl.Algebra;

namespace LionMl.R1cs;

/// <summary>Whether an assignment satisfies a circuit.</summary>
public static class R1csCheck
{
    /// <summary>The first constraint that the assignment breaks, or null if it satisfies all.</summary>
    /// <exception cref="ArgumentException">The assignment is not of this circuit: a number of variables differs.</exception>
    public static Unsatisfied<F>? FirstUnsatisfied<F>(R1csCircuit<F> circuit, R1csAssignment<F> assignment)
        where F : unmanaged, IField<F>
    {
        ArgumentNullException.ThrowIfNull(circuit);
        ArgumentNullException.ThrowIfNull(assignment);
        circuit.ThrowIfForeign(assignment);
        var variables = new F[circuit.PublicCount + circuit.PrivateCount];
        assignment.Public.CopyTo(variables, 0);
        assignment.Private.CopyTo(variables, circuit.PublicCount);
        for (int row = 0; row < circuit.ConstraintCount; row++)
        {
            F a = circuit.A.RowValue(row, variables);
            F b = circuit.B.RowValue(row, variables);
            F c = circuit.C.RowValue(row, variables);
            if (a * b != c)
                return new Unsatisfied<F>(row, circuit.ScopeOf(row), a, b, c);
        }

        return null;
    }
}
