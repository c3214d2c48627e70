using System.Buffers.Binary;
using LionMl.Algebra;

namespace LionMl.Varuna;

/// <summary>The challenges that combine circuits and instances in one round: one number per circuit, and one per instance.</summary>
internal sealed record Combiners(Fr Circuit, Fr[] Instances);

/// <summary>
/// The Fiat-Shamir transcript: the prover and the verifier run the same calls in the same order and get the same challenges.
/// </summary>
/// <remarks>
/// What is absorbed by one foreign call matters (limbs are packed across the elements of a call), so each message has its own method.
/// Source: Varuna as in snarkVM 4.x; V2 and V3 differ in the protocol name and in whether the first matrix challenge is drawn.
/// </remarks>
internal sealed class Transcript
{
    private readonly Statement _statement;
    private readonly PoseidonSponge _sponge = new();
    private readonly ITranscriptObserver? _observer;

    /// <summary>Absorbs the protocol name, the batch sizes with the public inputs, and the keys.</summary>
    internal Transcript(Statement statement, ITranscriptObserver? observer = null)
    {
        _statement = statement;
        _observer = observer;
        AbsorbBytes(statement.Version == VarunaVersion.V2 ? "VARUNA-2023"u8 : "VARUNA-2026-V3"u8);
        Span<byte> batchSize = stackalloc byte[8];
        foreach (StatementCircuit circuit in statement.Circuits)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(batchSize, (ulong)circuit.PublicInputs.Count);
            AbsorbBytes(batchSize);
            foreach (Fr[] publicInputs in circuit.PublicInputs)
                AbsorbForeign(publicInputs);
        }

        foreach (StatementCircuit circuit in statement.Circuits)
            AbsorbPoints(circuit.Key.CommitmentSpan);
    }

    /// <summary>The combiners of the row check (first round), per circuit.</summary>
    internal IReadOnlyList<Combiners> RowCombiners { get; private set; } = [];

    /// <summary>The combiners of the line evaluation (third round), per circuit.</summary>
    internal IReadOnlyList<Combiners> LineCombiners { get; private set; } = [];

    /// <summary>The point of the row check.</summary>
    internal Fr Alpha { get; private set; }

    /// <summary>The challenges that combine the three matrices; the first is one in V2.</summary>
    internal MatrixTriple<Fr> Eta { get; private set; }

    /// <summary>The point of the line evaluation.</summary>
    internal Fr Beta { get; private set; }

    /// <summary>Per circuit, the challenges that combine the matrix sumchecks; the very first is one.</summary>
    internal IReadOnlyList<MatrixTriple<Fr>> Delta { get; private set; } = [];

    /// <summary>The point of the matrix sumcheck.</summary>
    internal Fr Gamma { get; private set; }

    /// <summary>Whether a point lies in its domain, where the divisions fail (probability about 2^-220).</summary>
    internal bool HasDegenerateChallenge =>
        OpeningPoints.Vanishing(_statement.ConstraintDomainSize, Alpha).IsZero
        || OpeningPoints.Vanishing(_statement.VariableDomainSize, Beta).IsZero
        || OpeningPoints.Vanishing(_statement.NonZeroDomainSize, Gamma).IsZero;

    /// <summary>Round 1: the witness commitments, circuit by circuit and instance by instance, then the mask.</summary>
    internal void AbsorbFirstRound(IEnumerable<G1Affine[]> witnesses, G1Affine mask)
    {
        AbsorbPoints([.. witnesses.SelectMany(points => points), mask]);
        RowCombiners = SqueezeCombiners();
    }

    /// <summary>Round 2: the quotient of the row check; gives <see cref="Alpha"/>.</summary>
    internal void AbsorbSecondRound(G1Affine h0)
    {
        AbsorbPoints([h0]);
        Alpha = Squeeze(1)[0];
    }

    /// <summary>Round 2b: the sums, one call per instance; gives the line combiners and <see cref="Eta"/>.</summary>
    internal void AbsorbThirdSums(IEnumerable<MatrixTriple<Fr>[]> sums)
    {
        foreach (MatrixTriple<Fr> triple in sums.SelectMany(triples => triples))
            AbsorbForeign([triple.A, triple.B, triple.C]);
        LineCombiners = SqueezeCombiners();
        Fr[] eta = _statement.Version == VarunaVersion.V2 ? [Fr.One, .. Squeeze(2)] : Squeeze(3);
        Eta = MatrixTriple<Fr>.From(eta);
    }

    /// <summary>Round 3: the sumcheck polynomials of the line evaluation; gives <see cref="Beta"/>.</summary>
    internal void AbsorbThirdRound(G1Affine g1, G1Affine h1)
    {
        AbsorbPoints([g1, h1]);
        Beta = Squeeze(1)[0];
    }

    /// <summary>Round 4: the g_a, g_b, g_c of every circuit, then the sums of every circuit; gives <see cref="Delta"/>.</summary>
    internal void AbsorbFourthRound(IReadOnlyList<MatrixTriple<G1Affine>> g, IReadOnlyList<MatrixTriple<Fr>> sums)
    {
        AbsorbPoints([.. g.SelectMany(triple => triple.ToArray())]);
        foreach (MatrixTriple<Fr> triple in sums)
            AbsorbForeign([triple.A, triple.B, triple.C]);
        var delta = new MatrixTriple<Fr>[_statement.Circuits.Count];
        for (int i = 0; i < delta.Length; i++)
            delta[i] = MatrixTriple<Fr>.From(i == 0 ? [Fr.One, .. Squeeze(2)] : Squeeze(3));
        Delta = delta;
    }

    /// <summary>Round 5: the quotient of the matrix sumcheck; gives <see cref="Gamma"/>.</summary>
    internal void AbsorbFifthRound(G1Affine h2)
    {
        AbsorbPoints([h2]);
        Gamma = Squeeze(1)[0];
    }

    /// <summary>The claimed evaluations: g_1(beta), then all g_a(gamma), all g_b(gamma), all g_c(gamma); one foreign call.</summary>
    internal void AbsorbEvaluations(Fr g1AtBeta, IReadOnlyList<MatrixTriple<Fr>> gAtGamma)
    {
        var all = new List<Fr> { g1AtBeta };
        for (int matrix = 0; matrix < MatrixTriple<Fr>.Count; matrix++)
            all.AddRange(gAtGamma.Select(triple => triple[matrix]));
        AbsorbForeign([.. all]);
    }

    /// <summary>
    /// A short challenge of the openings: one per combination of a point, then one that separates the points (also after the last point).
    /// </summary>
    internal Fr SqueezeOpeningChallenge()
    {
        Fr challenge = _sponge.SqueezeShort();
        _observer?.Squeezed([challenge], isShort: true);
        return challenge;
    }

    private Combiners[] SqueezeCombiners()
    {
        // One call per circuit: the first instance of a circuit and the first circuit need no challenge, they have one.
        var combiners = new Combiners[_statement.Circuits.Count];
        for (int i = 0; i < combiners.Length; i++)
        {
            int instances = _statement.Circuits[i].PublicInputs.Count;
            Fr[] drawn = Squeeze(instances - 1 + (i > 0 ? 1 : 0));
            combiners[i] = new Combiners(i > 0 ? drawn[^1] : Fr.One, [Fr.One, .. drawn.AsSpan(0, instances - 1)]);
        }

        return combiners;
    }

    private Fr[] Squeeze(int count)
    {
        if (count == 0)
            return [];
        Fr[] challenges = _sponge.SqueezeFr(count);
        _observer?.Squeezed(challenges, isShort: false);
        return challenges;
    }

    private void AbsorbBytes(ReadOnlySpan<byte> bytes)
    {
        _sponge.AbsorbBytes(bytes);
        _observer?.AbsorbedBytes(bytes);
    }

    private void AbsorbForeign(ReadOnlySpan<Fr> elements)
    {
        _sponge.AbsorbForeign(elements);
        _observer?.AbsorbedForeign(elements);
    }

    private void AbsorbPoints(ReadOnlySpan<G1Affine> points)
    {
        _sponge.AbsorbPoints(points);
        _observer?.AbsorbedPoints(points);
    }
}
