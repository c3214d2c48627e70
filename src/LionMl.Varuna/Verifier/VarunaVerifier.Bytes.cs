using LionMl.Algebra;

namespace LionMl.Varuna;

public static partial class VarunaVerifier
{
    /// <summary>Verifies a proof for one instance of one circuit from its bytes, reading key and proof at the same time.</summary>
    /// <param name="version">The protocol version the proof was made for; it is not part of the proof's bytes.</param>
    /// <param name="key">The verifying key's bytes.</param>
    /// <param name="publicInputs">The public inputs, the leading one included.</param>
    /// <param name="proof">The proof's bytes.</param>
    /// <param name="srs">The verifier's part of the SRS that the key was made with.</param>
    /// <param name="workers">Cores; more than two bring nothing. Cancellation is not observed.</param>
    /// <returns>Accepted, or a typed reason.</returns>
    public static VerificationResult Verify(
        VarunaVersion version,
        ReadOnlyMemory<byte> key,
        Fr[] publicInputs,
        ReadOnlyMemory<byte> proof,
        VerifierSrs srs,
        Workers workers) => Verify(version, [key], [[publicInputs]], proof, srs, workers);

    /// <summary>Verifies a proof over several circuits with several instances each from its bytes.</summary>
    /// <param name="version">The protocol version the proof was made for; it is not part of the proof's bytes.</param>
    /// <param name="keys">The verifying keys' bytes, in any order.</param>
    /// <param name="publicInputs">For each key, the public inputs of each instance.</param>
    /// <param name="proof">The proof's bytes.</param>
    /// <param name="srs">The verifier's part of the SRS that the keys were made with.</param>
    /// <param name="workers">Cores; more than two bring little. Cancellation is not observed.</param>
    /// <returns>Accepted, or a typed reason.</returns>
    public static VerificationResult Verify(
        VarunaVersion version,
        IReadOnlyList<ReadOnlyMemory<byte>> keys,
        IReadOnlyList<IReadOnlyList<Fr[]>> publicInputs,
        ReadOnlyMemory<byte> proof,
        VerifierSrs srs,
        Workers workers)
    {
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(publicInputs);
        ArgumentNullException.ThrowIfNull(workers);
        if (keys.Count != publicInputs.Count)
        {
            return new VerificationResult(
                VerificationReason.NothingToVerify, $"there are {keys.Count} keys, but public inputs of {publicInputs.Count} circuits");
        }

        // Reading costs about as much as checking: every point takes a square root and a subgroup check.
        VarunaProof? parsedProof = null;
        string? proofProblem = null, keyProblem = null;
        var circuits = new VerifierInput[keys.Count];
        (workers with { Cancellation = default }).Invoke(
            () => VarunaProof.TryRead(proof.Span, out parsedProof, out proofProblem),
            () => keyProblem = ReadKeys(keys, publicInputs, circuits));
        if (keyProblem is not null)
            return new VerificationResult(VerificationReason.MalformedKey, $"the verifying key cannot be read: {keyProblem}");
        return parsedProof is null
            ? new VerificationResult(VerificationReason.MalformedProof, $"the proof cannot be read: {proofProblem}")
            : Verify(version, circuits, parsedProof, srs, workers);
    }

    private static string? ReadKeys(
        IReadOnlyList<ReadOnlyMemory<byte>> keys, IReadOnlyList<IReadOnlyList<Fr[]>> publicInputs, VerifierInput[] circuits)
    {
        for (int i = 0; i < circuits.Length; i++)
        {
            if (!VerifyingKey.TryRead(keys[i].Span, out VerifyingKey? key, out string? problem))
                return problem;
            circuits[i] = new VerifierInput(key, publicInputs[i]);
        }

        return null;
    }
}
