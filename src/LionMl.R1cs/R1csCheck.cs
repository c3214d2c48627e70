using LionMl.Algebra;

namespace LionMl.R1cs;

/// <summary>Whether an assignment satisfies a circuit.</summary>
public static class R1csCheck
{
    private const int RowsPerChunk = 4096;

    /// <summary>The first constraint that the assignment breaks, or null if it satisfies all.</summary>
    /// <param name="circuit">The circuit.</param>
    /// <param name="assignment">The assignment.</param>
    /// <param name="workers">Cores and cancellation; the calling thread if null.</param>
    /// <exception cref="ArgumentException">The assignment is not of this circuit: a number of variables differs.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static Unsatisfied<F>? FirstUnsatisfied<F>(R1csCircuit<F> circuit, R1csAssignment<F> assignment, Workers? workers = null)
        where F : unmanaged, IField<F>
    {
        ArgumentNullException.ThrowIfNull(circuit);
        ArgumentNullException.ThrowIfNull(assignment);
        circuit.ThrowIfForeign(assignment);
        F[] variables = [.. assignment.Public, .. assignment.Private];
        int first = circuit.ConstraintCount;
        (workers ?? Workers.One).For(circuit.ConstraintCount, RowsPerChunk, (start, end) =>
        {
            int broken = FirstBroken(circuit, variables, start, Math.Min(end, Volatile.Read(ref first)));
            for (int known = Volatile.Read(ref first); broken < known;)
                known = Interlocked.CompareExchange(ref first, broken, known) is var now && now == known ? broken : now;
        });
        return first == circuit.ConstraintCount ? null : new Unsatisfied<F>(
            first,
            circuit.ScopeOf(first),
            circuit.A.RowValue(first, variables),
            circuit.B.RowValue(first, variables),
            circuit.C.RowValue(first, variables));
    }

    private static int FirstBroken<F>(R1csCircuit<F> circuit, ReadOnlySpan<F> variables, int start, int end)
        where F : unmanaged, IField<F>
    {
        for (int row = start; row < end; row++)
        {
            if (circuit.A.RowValue(row, variables) * circuit.B.RowValue(row, variables) != circuit.C.RowValue(row, variables))
                return row;
        }

        return int.MaxValue;
    }
}
