using LionMl.Algebra;
using LionMl.R1cs;

namespace LionMl.Varuna;

/// <summary>Proves that assignments satisfy circuits, without showing more than the public inputs.</summary>
/// <remarks>Not constant-time: whoever can time the prover learns something about the witness.</remarks>
public static class VarunaProver
{
    /// <summary>Proves one or more circuits, each with one or more instances, in one proof.</summary>
    /// <param name="version">The protocol version.</param>
    /// <param name="circuits">Distinct circuits, in any order; a proof holds them in ascending order of their ids.</param>
    /// <param name="srs">The SRS that the keys were made with.</param>
    /// <param name="randomness">The operating system's, except in tests.</param>
    /// <param name="workers">Cores and cancellation.</param>
    /// <param name="progress">Told of every finished commitment; may be called from any thread.</param>
    /// <exception cref="UnsatisfiedConstraintException">An assignment does not satisfy its circuit.</exception>
    /// <exception cref="ArgumentException">
    /// No circuit, a circuit given twice or without an instance, an assignment of another shape, or another SRS than the keys'.
    /// </exception>
    /// <exception cref="SrsException">The SRS holds too few powers.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static VarunaProof Prove(
        VarunaVersion version,
        IReadOnlyList<ProverInput> circuits,
        UniversalSrs srs,
        IProverRandomness randomness,
        Workers workers,
        IProgress<VarunaProgress>? progress = null) => Prove(version, circuits, srs, randomness, workers, progress, null);

    internal static VarunaProof Prove(
        VarunaVersion version,
        IReadOnlyList<ProverInput> circuits,
        UniversalSrs srs,
        IProverRandomness randomness,
        Workers workers,
        IProgress<VarunaProgress>? progress,
        ProverTrace? trace)
    {
        ArgumentNullException.ThrowIfNull(circuits);
        ArgumentNullException.ThrowIfNull(srs);
        ArgumentNullException.ThrowIfNull(randomness);
        ArgumentNullException.ThrowIfNull(workers);
        var statementCircuits = new StatementCircuit[circuits.Count];
        for (int i = 0; i < statementCircuits.Length; i++)
        {
            CheckShapes(circuits[i], i);
            circuits[i].Key.CheckSrs(srs);
            int padded = circuits[i].Key.VerifyingKey.Info.PublicCount;
            statementCircuits[i] = new StatementCircuit(
                circuits[i].Key.VerifyingKey, [.. circuits[i].Assignments.Select(assignment => Pad(assignment.Public, padded))]);
        }

        Statement statement = Statement.TryCreate(version, statementCircuits, out int[] order, out string? reason)
            ?? throw new ArgumentException($"There is nothing to prove: {reason}.", nameof(circuits));
        var sorted = new ProverCircuit[order.Length];
        for (int i = 0; i < sorted.Length; i++)
        {
            ProverInput input = circuits[order[i]];
            IEnumerable<ProverInstance> instances = input.Assignments.Select(a => new ProverInstance(Columns(a, randomness)));
            sorted[i] = new ProverCircuit(order[i], input.Key.Index, [.. instances]);
        }

        using var session = new ProverSession(statement, sorted, srs, randomness, workers, progress, trace);
        return session.Run();
    }

    private static void CheckShapes(ProverInput input, int place)
    {
        foreach (R1csAssignment<Fr> assignment in input.Assignments)
        {
            input.Key.Circuit.ThrowIfForeign(assignment);
            if (!assignment.Public[0].IsOne)
                throw new ArgumentException($"The first public value of an assignment for circuit {place} is not one.", nameof(input));
        }
    }

    private static Fr[] Pad(ReadOnlySpan<Fr> publicValues, int length)
    {
        var padded = new Fr[length];
        publicValues.CopyTo(padded);
        return padded;
    }

    private static Fr[] Columns(R1csAssignment<Fr> assignment, IProverRandomness randomness)
    {
        int publics = assignment.Public.Length, privates = assignment.Private.Length;
        var columns = new Fr[publics + privates + IndexedCircuit.ZeroKnowledgeVariables];
        assignment.Public.CopyTo(columns.AsSpan());
        assignment.Private.CopyTo(columns.AsSpan(publics));
        Fr first = randomness.NextElement(), second = randomness.NextElement();
        columns[^3] = first;
        columns[^2] = second;
        columns[^1] = first * second;
        return columns;
    }
}
