using System.Diagnostics;
using LionMl.Algebra;

namespace LionMl.Varuna;

/// <summary>One run of the prover: the rounds in order, with what lives from one round to a later one.</summary>
internal sealed partial class ProverSession : IDisposable
{
    private const int MaskQuotientCount = 4;
    private const int MaskRestCount = 6;

    private readonly Statement _statement;
    private readonly ProverCircuit[] _circuits;
    private readonly UniversalSrs _srs;
    private readonly IProverRandomness _randomness;
    private readonly Workers _workers;
    private readonly ProgressCounter _progress;
    private readonly ProverTrace? _trace;
    private readonly Transcript _transcript;
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly double _startedProcessor = Environment.CpuUsage.TotalTime.TotalMilliseconds;

    /// <summary>The mask is quotient * v_C + rest, where the rest has no constant coefficient.</summary>
    private readonly Fr[] _maskQuotient = new Fr[MaskQuotientCount];
    private readonly Fr[] _maskRest = new Fr[MaskRestCount];
    private readonly Fr[] _g1Blinding = new Fr[UniversalSrs.BlindingCount];

    private readonly SortedDictionary<int, SumcheckGroup> _sumcheckGroups = [];
    private readonly ScratchVectors _scratch = new();

    private FrVector? _h0, _h1, _xG1, _h2;
    private Task<G1Affine>? _rowCheckOpening;

    internal ProverSession(
        Statement statement,
        ProverCircuit[] circuits,
        UniversalSrs srs,
        IProverRandomness randomness,
        Workers workers,
        IProgress<VarunaProgress>? progress,
        ProverTrace? trace)
    {
        _statement = statement;
        _circuits = circuits;
        _srs = srs;
        _randomness = randomness;
        _workers = workers;
        _trace = trace;
        _transcript = new Transcript(statement, trace?.Transcript);
        for (int i = 0; i < MaskQuotientCount; i++)
            _maskQuotient[i] = randomness.NextElement();
        for (int i = 0; i < MaskRestCount; i++)
            _maskRest[i] = randomness.NextElement();
        _maskRest[0] = Fr.Zero;
        double work = (2.0 * statement.ConstraintDomainSize) + (3.0 * statement.VariableDomainSize) + (2.0 * statement.NonZeroDomainSize);
        foreach (ProverCircuit circuit in circuits)
        {
            work += (double)circuit.Instances.Length * circuit.Info.VariableDomainSize;
            for (int matrix = 0; matrix < MatrixTriple<int>.Count; matrix++)
                work += circuit.Info.NonZeroDomainSize(matrix);
        }

        _progress = new ProgressCounter(progress, work);
    }

    public void Dispose()
    {
        // A cancelled or failed proof may leave the overlapped opening running; it uses the vectors below.
        try
        {
            _rowCheckOpening?.Wait(CancellationToken.None);
        }
        catch (AggregateException)
        {
            // Its failure is the failure that is already on its way to the caller.
        }

        foreach (ProverCircuit circuit in _circuits)
            circuit.Dispose();
        foreach (SumcheckGroup group in _sumcheckGroups.Values)
            group.Dispose();
        _scratch.Dispose();
        _h0?.Dispose();
        _h1?.Dispose();
        _xG1?.Dispose();
        _h2?.Dispose();
    }

    internal VarunaProof Run()
    {
        MultiplyMatrices();
        G1Affine[][] witnesses = CommitWitnesses();
        G1Affine mask = CommitMask();
        _transcript.AbsorbFirstRound(witnesses, mask);

        G1Affine h0 = CommitRowCheck();
        _transcript.AbsorbSecondRound(h0);
        StartRowCheckOpening();

        MatrixTriple<Fr>[][] thirdSums = SumRows(out Fr[][] rowLagrange);
        _transcript.AbsorbThirdSums(thirdSums);

        (G1Affine g1, G1Affine h1) = CommitLineEvaluation(rowLagrange);
        _transcript.AbsorbThirdRound(g1, h1);

        (MatrixTriple<G1Affine>[] g, MatrixTriple<Fr>[] fourthSums) = CommitRationals(rowLagrange);
        _transcript.AbsorbFourthRound(g, fourthSums);

        G1Affine h2 = CommitMatrixSumcheck();
        _transcript.AbsorbFifthRound(h2);
        if (_transcript.HasDegenerateChallenge)
            throw new InvalidOperationException("A challenge fell into an evaluation domain (probability about 2^-220); prove again.");

        (Fr g1AtBeta, MatrixTriple<Fr>[] gAtGamma) = Evaluate();
        _transcript.AbsorbEvaluations(g1AtBeta, gAtGamma);
        IReadOnlyList<OpeningPoint> points =
            OpeningPoints.Build(_statement, _transcript, thirdSums, fourthSums, g1AtBeta, gAtGamma);
        Opening[] openings = OpenAll(points);
        _progress.Finish("proof");
        return new VarunaProof(new ProofParts
        {
            Witnesses = witnesses,
            Mask = mask,
            H0 = h0,
            G1 = g1,
            H1 = h1,
            G = g,
            H2 = h2,
            G1AtBeta = g1AtBeta,
            GAtGamma = gAtGamma,
            ThirdSums = thirdSums,
            FourthSums = fourthSums,
            Openings = openings,
        });
    }

    private G1Affine Commit(
        string phase,
        CommittedPolynomial name,
        FrVector polynomial,
        int first,
        int count,
        ReadOnlySpan<Fr> blinding = default)
    {
        if (_trace is { KeepsPolynomials: true })
            _trace.Polynomials.Add(name, [.. polynomial.ToArray().AsSpan(first, count)]);
        G1Affine commitment = Committer.Commit(
            _srs, polynomial, first, count, name.DegreeBound(_statement), blinding, _workers);
        _progress.Add(phase, count);
        return commitment;
    }

    private void EndStep(string step)
    {
        double elapsed = Stopwatch.GetElapsedTime(_started).TotalMilliseconds;
        _trace?.Steps.Add((step, elapsed, Environment.CpuUsage.TotalTime.TotalMilliseconds - _startedProcessor));
    }
}
