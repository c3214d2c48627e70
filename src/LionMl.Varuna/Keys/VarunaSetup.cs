using LionMl.Algebra;
using LionMl.R1cs;

namespace LionMl.Varuna;

/// <summary>Commits to a circuit's matrices: makes the proving and the verifying key.</summary>
public static class VarunaSetup
{
    /// <summary>Makes the keys of a circuit. Deterministic: the same circuit and SRS give the same bytes.</summary>
    /// <param name="circuit">At least one variable besides the constant, at least one entry in each matrix.</param>
    /// <param name="srs">Large enough for the circuit.</param>
    /// <param name="workers">Cores and cancellation.</param>
    /// <param name="progress">Told of every commitment.</param>
    /// <exception cref="ArgumentException">Varuna cannot prove such a circuit.</exception>
    /// <exception cref="SrsException">The SRS holds too few powers.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static ProvingKey Run(
        R1csCircuit<Fr> circuit, UniversalSrs srs, Workers workers, IProgress<VarunaProgress>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(circuit);
        ArgumentNullException.ThrowIfNull(srs);
        ArgumentNullException.ThrowIfNull(workers);
        var index = new IndexedCircuit(circuit);
        srs.Ensure(index.Info.SrsRequirement);

        // Hashing is serial; it hides behind the commitments.
        Task<byte[]> circuitId = workers.Cores > 1 ? Task.Run(Hash) : Task.FromResult(Hash());
        try
        {
            G1Affine[] commitments = Commit(index, srs, workers, progress);
            var key = new VerifyingKey(index.Info, commitments, circuitId.GetAwaiter().GetResult(), (ulong)index.Info.VariableCount);
            return new ProvingKey(index, key, srs.Verifier.Hash.ToArray());
        }
        finally
        {
            ((IAsyncResult)circuitId).AsyncWaitHandle.WaitOne();
        }

        byte[] Hash() => CircuitHash.Compute(circuit, index.Info, workers.Cancellation);
    }

    private static G1Affine[] Commit(IndexedCircuit index, UniversalSrs srs, Workers workers, IProgress<VarunaProgress>? progress)
    {
        var polynomials = new IndexPolynomials(index, workers);
        var commitments = new G1Affine[VerifyingKey.CommitmentCount];
        var counter = new ProgressCounter(
            progress, 4.0 * Enumerable.Range(0, MatrixTriple<int>.Count).Sum(index.Info.NonZeroDomainSize));
        for (int place = 0; place < commitments.Length; place++)
        {
            using FrVector polynomial = polynomials.Interpolate(CommittedPolynomial.InKey(place));
            commitments[place] = Committer.Commit(srs, polynomial, 0, polynomial.Length, null, default, workers);
            counter.Add("setup", polynomial.Length);
        }

        counter.Finish("setup");
        return commitments;
    }
}
