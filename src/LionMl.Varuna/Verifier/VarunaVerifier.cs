using LionMl.Algebra;

namespace LionMl.Varuna;

/// <summary>Decides whether a proof is valid. Never throws on hostile values; work and memory grow linearly with the inputs.</summary>
/// <remarks>
/// Cost: one Poseidon permutation per two absorbed elements (2.5 elements a public input), two small MSMs of about 30 points, and one
/// product of about six pairings: 5 ms for one instance with up to 16 public inputs and 50 ms for 1,024 on two cores of 2025.
/// </remarks>
public static partial class VarunaVerifier
{
    /// <summary>Up to this many public inputs, all but the first may be left out and count as zero.</summary>
    private const int MaxPadding = 1 << 12;

    /// <summary>Verifies one proof over several circuits with several instances each.</summary>
    /// <param name="version">The protocol version the proof was made for; it is not part of the proof's bytes.</param>
    /// <param name="circuits">Keys with public inputs, in any order.</param>
    /// <param name="proof">The proof.</param>
    /// <param name="srs">The verifier's part of the SRS that the keys were made with.</param>
    /// <returns>Accepted, or a typed reason.</returns>
    public static VerificationResult Verify(
        VarunaVersion version, IReadOnlyList<VerifierInput> circuits, VarunaProof proof, VerifierSrs srs) =>
        Verify(version, circuits, proof, srs, Workers.All);

    /// <summary>Verifies one proof over several circuits with several instances each.</summary>
    /// <param name="version">The protocol version the proof was made for; it is not part of the proof's bytes.</param>
    /// <param name="circuits">Keys with public inputs, in any order.</param>
    /// <param name="proof">The proof.</param>
    /// <param name="srs">The verifier's part of the SRS that the keys were made with.</param>
    /// <param name="workers">Cores; more than two bring nothing, as the transcript is serial. Cancellation is not observed.</param>
    /// <returns>Accepted, or a typed reason.</returns>
    public static VerificationResult Verify(
        VarunaVersion version, IReadOnlyList<VerifierInput> circuits, VarunaProof proof, VerifierSrs srs, Workers workers)
    {
        ArgumentNullException.ThrowIfNull(circuits);
        ArgumentNullException.ThrowIfNull(proof);
        ArgumentNullException.ThrowIfNull(srs);
        ArgumentNullException.ThrowIfNull(workers);

        var padded = new StatementCircuit[circuits.Count];
        for (int i = 0; i < padded.Length; i++)
        {
            if (!TryPad(circuits[i], out padded[i]!, out string? problem))
            {
                return new VerificationResult(VerificationReason.BadPublicInput, problem!);
            }
        }

        if (Statement.TryCreate(version, padded, out _, out string? reason) is not { } statement)
        {
            return new VerificationResult(VerificationReason.NothingToVerify, reason!);
        }

        if (!statement.Circuits.Select(c => c.PublicInputs.Count).SequenceEqual(proof.BatchSizes))
        {
            return new VerificationResult(
                VerificationReason.BatchSizeMismatch,
                $"the proof is for instances ({string.Join(", ", proof.BatchSizes)}) per circuit, but public inputs were given for "
                + $"({string.Join(", ", statement.Circuits.Select(c => c.PublicInputs.Count))})");
        }

        return Array.TrueForAll(proof.Parts.Openings, o => o.RandomValue is null)
            ? new VerificationResult(VerificationReason.NotHiding, "the proof has no blinding evaluation; it is not a hiding proof")
            : CheckOpenings(statement, proof.Parts, srs, workers with { Cancellation = default });
    }

    /// <summary>Verifies one instance of one circuit.</summary>
    public static VerificationResult Verify(
        VarunaVersion version, VerifyingKey key, ReadOnlySpan<Fr> publicInputs, VarunaProof proof, VerifierSrs srs) =>
        Verify(version, [new VerifierInput(key, [publicInputs.ToArray()])], proof, srs);

    private static VerificationResult CheckOpenings(Statement statement, ProofParts proof, VerifierSrs srs, Workers workers)
    {
        Transcript transcript = Replay(statement, proof);
        if (transcript.HasDegenerateChallenge)
        {
            return new VerificationResult(VerificationReason.ChallengeInDomain, "a challenge of the proof lies in an evaluation domain");
        }

        IReadOnlyList<OpeningPoint> points = OpeningPoints.Build(
            statement, transcript, proof.ThirdSums, proof.FourthSums, proof.G1AtBeta, proof.GAtGamma);

        // One equation for all openings: Σ_P θ_P ([combination at P] − value G − v γG + z W) paired with H, and Σ_P θ_P W with βH.
        var equation = new OpeningEquation(statement, proof);
        Fr randomizer = Fr.One;
        for (int i = 0; i < OpeningPoints.Count; i++)
        {
            equation.Add(points[i], proof.Openings[i], randomizer, transcript);
            randomizer = transcript.SqueezeOpeningChallenge();
        }

        if (!equation.TryPrepare(srs, workers, out G1Affine[] left, out G2Prepared[] right, out string? problem))
        {
            return new VerificationResult(VerificationReason.SrsTooSmall, problem!);
        }

        return Pairing.ProductIsOne(left, right, workers)
            ? new VerificationResult(VerificationReason.Accepted, "the proof is valid")
            : new VerificationResult(
                VerificationReason.EquationFails,
                "the commitments do not open as claimed: the proof is forged or damaged, or key, public inputs, version or SRS are others");
    }

    private static Transcript Replay(Statement statement, ProofParts proof)
    {
        var transcript = new Transcript(statement);
        transcript.AbsorbFirstRound(proof.Witnesses, proof.Mask);
        transcript.AbsorbSecondRound(proof.H0);
        transcript.AbsorbThirdSums(proof.ThirdSums);
        transcript.AbsorbThirdRound(proof.G1, proof.H1);
        transcript.AbsorbFourthRound(proof.G, proof.FourthSums);
        transcript.AbsorbFifthRound(proof.H2);
        transcript.AbsorbEvaluations(proof.G1AtBeta, proof.GAtGamma);
        return transcript;
    }

    private static bool TryPad(VerifierInput circuit, out StatementCircuit? padded, out string? problem)
    {
        padded = null;
        int count = circuit.Key.Info.PublicCount;
        var vectors = new Fr[circuit.PublicInputs.Count][];
        for (int j = 0; j < vectors.Length; j++)
        {
            Fr[] given = circuit.PublicInputs[j];
            if (given.Length == 0 || given[0] != Fr.One || given.Length > count)
            {
                problem = $"public input vector {j} has {given.Length} elements"
                    + (given.Length > 0 && given[0] != Fr.One ? " and does not start with 1" : "")
                    + $"; the key wants 1 to {count}, the first one 1";
                return false;
            }

            // The key's count comes from hostile bytes: it must not decide alone how much is allocated and absorbed.
            if (count > MaxPadding && given.Length <= count / 2)
            {
                problem = $"public input vector {j} has {given.Length} elements where the key wants {count}: more than half is missing";
                return false;
            }

            vectors[j] = new Fr[count];
            given.CopyTo(vectors[j], 0);
        }

        padded = new StatementCircuit(circuit.Key, vectors);
        problem = null;
        return true;
    }
}
