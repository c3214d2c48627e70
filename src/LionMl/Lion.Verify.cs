using LionMl.Algebra;
using LionMl.Artifacts;
using LionMl.Onnx;
using LionMl.Results;
using LionMl.Running;
using LionMl.Srs;
using LionMl.Varuna;

namespace LionMl;

/// <content>Verdicts.</content>
public static partial class Lion
{
    private const string RunProve = "run 'lion prove DIR --input input.json' first";
    private const long MaxProofBytes = 64L << 20;
    private const long MaxPublicBytes = 256L << 20;

    /// <summary>Checks a proof: that of a folder, or three files.</summary>
    /// <returns>The verdict; a rejected proof is a result, not an exception.</returns>
    /// <exception cref="LionException">A file is missing, damaged, of another version, or does not belong to the others.</exception>
    public static VerifyResult Verify(
        VerifyRequest request, IProgress<LionProgress>? progress = null, CancellationToken cancellation = default) =>
        Guard(() =>
        {
            var recorder = new Recorder("verify", request, progress, cancellation);
            return VerifyCore(request, recorder) with { Record = recorder.Finish() };
        });

    private static VerifyResult VerifyCore(VerifyRequest request, Recorder recorder)
    {
        if (request.Folder is null && (request.KeyFile is null || request.PublicFile is null || request.ProofFile is null))
        {
            throw LionException.BadInput("Give an artifact folder, or all three of key, public inputs and proof.");
        }

        StatementFile? statement = request.Folder is null ? null : ReadStatement(request.Folder);
        if (statement is { Proof: null })
        {
            throw LionException.BadInput($"{Path.Combine(request.Folder!, ArtifactNames.Statement)} has no proof yet: {RunProve}.");
        }

        string In(string? file, string name) => file ?? Path.Combine(request.Folder!, name);
        string keyPath = In(request.KeyFile, ArtifactNames.VerifyingKey);
        string publicPath = In(request.PublicFile, ArtifactNames.PublicInputs);
        string proofPath = In(request.ProofFile, ArtifactNames.Proof);
        byte[] keyBytes = ArtifactFile.Read(keyPath, VerifyingKey.ByteCount, RunSetup);
        byte[] publicBytes = ArtifactFile.Read(publicPath, MaxPublicBytes, RunProve);
        byte[] proofBytes = ArtifactFile.Read(proofPath, MaxProofBytes, RunProve);
        string keySha256 = ArtifactFile.Sha256(keyBytes);
        if (statement is not null)
        {
            RequireSame(keyPath, keySha256, statement.KeySha256);
            RequireSame(publicPath, ArtifactFile.Sha256(publicBytes), statement.Proof!.PublicSha256);
            RequireSame(proofPath, ArtifactFile.Sha256(proofBytes), statement.Proof.Sha256);
        }

        VerifyingKey key = VerifyingKey.TryRead(keyBytes, out VerifyingKey? readKey, out string? keyProblem)
            ? readKey
            : throw LionException.BadInput($"{keyPath} is not a verifying key: {keyProblem}.");
        VarunaProof proof = VarunaProof.TryRead(proofBytes, out VarunaProof? readProof, out string? proofProblem)
            ? readProof
            : throw LionException.BadInput($"{proofPath} is not a proof: {proofProblem}.");
        PublicInputs publics = PublicInputs.Read(publicPath, publicBytes);

        VarunaVersion version = statement is null
            ? recorder.Option("varuna", request.Varuna, LionDefaults.Varuna, LionDefaults.Name)
            : statement.Varuna == "v2" ? VarunaVersion.V2 : VarunaVersion.V3;
        SrsKind kind = statement is null ? recorder.Option("srs", request.Srs, LionDefaults.Srs, LionDefaults.Name) : SrsKindOf(statement);
        if (statement is not null)
        {
            string? askedVersion = request.Varuna is { } v ? LionDefaults.Name(v) : null;
            RequireAsked("--varuna", LionDefaults.Name(version), askedVersion, version == VarunaVersion.V2, request);
            string? askedSrs = request.Srs is { } s ? LionDefaults.Name(s) : null;
            RequireAsked("--srs", LionDefaults.Name(kind), askedSrs, kind == SrsKind.Sandbox, request);
        }

        Warn(version, kind, recorder);
        VerifierSrs srs = kind == SrsKind.Aleo ? AleoVerifier.Srs : SandboxVerifier(statement, request.Home);
        if (statement is not null && kind == SrsKind.Aleo && statement.Srs.Sha256 != AleoVerifier.Sha256)
        {
            throw LionException.BadInput("The statement names an SRS of Aleo that this program does not know "
                + $"({statement.Srs.Sha256[..16]}…).");
        }

        bool isExpected = request.ExpectKey is { } expected && string.Equals(expected, keySha256, StringComparison.OrdinalIgnoreCase);
        if (request.ExpectKey is null)
        {
            recorder.Warn($"The verifying key (sha256 {keySha256}) is the prover's word for which circuit this is; pass --expect-key "
                + "with a fingerprint from a source you trust.");
        }

        VerificationResult verdict = recorder.Phase(
            "verify", "verifying", () => VarunaVerifier.Verify(version, [InputOf(key, publics)], proof, srs));
        bool isWrongKey = request.ExpectKey is not null && !isExpected;
        string? wrongDigest = statement is null ? null : DigestReader.FindMismatch(statement, publics);
        string? wrongInput = wrongDigest is null ? FindOtherInput(request, statement, publics) : null;
        (VerifyRejection rejection, string? reason) = isWrongKey
            ? (VerifyRejection.Key, $"the verifying key is {keySha256}, not the expected one")
            : !verdict.IsAccepted ? (VerifyRejection.Proof, verdict.Detail)
            : wrongDigest is not null ? (VerifyRejection.Digest, wrongDigest)
            : wrongInput is not null ? (VerifyRejection.Input, wrongInput)
            : (VerifyRejection.None, null);
        return new VerifyResult
        {
            IsAccepted = rejection == VerifyRejection.None,
            Rejection = rejection,
            Reason = reason,
            IsInputConfirmed = request.Inputs.IsEmpty ? null : wrongDigest is null && wrongInput is null,
            KeySha256 = keySha256,
            IsKeyExpected = isExpected,
            Varuna = LionDefaults.Name(version),
            Srs = LionDefaults.Name(kind),
            Instances = publics.Instances.Length,
            Circuit = new CircuitSummary(key.Info),
            Statement = statement,
            PublicTensors = statement is null ? [] : PublicTensorReader.Read(statement, publics),
            Record = recorder.Finish(),
        };
    }

    /// <summary>Says which given input is not the one that its digest stands for, or null.</summary>
    private static string? FindOtherInput(VerifyRequest request, StatementFile? statement, PublicInputs publics)
    {
        if (request.Inputs.IsEmpty)
        {
            return null;
        }

        StatementDigest[] digests = [.. statement?.Digests?.Where(digest => digest.Group == "input") ?? []];
        if (digests.Length == 0)
        {
            throw LionException.BadInput("There is no digest of an input to confirm: give a folder whose circuit hashes its inputs "
                + "(--visibility input=hashed).");
        }

        // The inputs' names and shapes are all that reading samples takes of a model.
        var builder = new GraphBuilder("statement");
        foreach (StatementDigest digest in digests)
        {
            _ = builder.Input(digest.Name, TensorShape.Of(digest.Tensors[0].Shape.AsSpan()));
        }

        Graph model = builder.Output(digests[0].Name).Build();
        IReadOnlyDictionary<string, Tensor>[] inputs = [.. request.Inputs.Select(source => source.Read(model, inputsOnly: true))
            .SelectMany(samples => Enumerable.Range(0, samples.Count).Select(samples.Inputs))];
        if (inputs.Length != publics.Instances.Length)
        {
            throw LionException.BadInput($"{inputs.Length} input(s) were given and the proof is for {publics.Instances.Length}.");
        }

        Fr? given = request.Salt is { } text ? ReadSalt(text) : null;
        var kept = given is null ? SaltFile.Read(Path.Combine(request.Folder!, ArtifactNames.Salts)) : null;
        return DigestReader.FindOtherInput(statement!, publics, inputs, (instance, digest) =>
            given ?? (kept is { } salts && instance < salts.Length && digest < salts[instance].Length ? salts[instance][digest] : Fr.Zero));
    }

    /// <summary>
    /// Version and SRS of a folder are the prover's words too: who trusts a key must not be led to a weaker version, or to an SRS whose
    /// secret the prover knows. With both, any statement can be forged for any key.
    /// </summary>
    private static void RequireAsked(string option, string stated, string? asked, bool isForgeable, VerifyRequest request)
    {
        if (asked is not null && asked != stated)
        {
            throw LionException.BadInput($"{ArtifactNames.Statement} says {option} {stated}, but {asked} was asked for.");
        }

        if (asked is null && isForgeable && request.ExpectKey is not null)
        {
            throw LionException.BadInput($"{ArtifactNames.Statement} says {option} {stated}, with which proofs can be forged even for the "
                + $"expected key. If you accept that, add {option} {stated}.");
        }
    }

    private static void RequireSame(string path, string actual, string stated)
    {
        if (!string.Equals(actual, stated, StringComparison.OrdinalIgnoreCase))
        {
            throw LionException.BadInput($"{path} is not the file that {ArtifactNames.Statement} describes: it was changed, or belongs "
                + "to another proof.");
        }
    }

    private static VerifierSrs SandboxVerifier(StatementFile? statement, string? home)
    {
        if (statement is null)
        {
            return new SrsStore(home).OnlySandboxVerifier();
        }

        byte[] bytes = Convert.FromHexString(statement.Srs.VerifierHex!);
        return VerifierSrs.TryRead(bytes, out VerifierSrs? srs, out string? problem)
            && Convert.ToHexStringLower(srs!.Hash.Span) == statement.Srs.Sha256
            ? srs
            : throw LionException.BadInput($"{ArtifactNames.Statement} describes its sandbox SRS wrongly: "
                + $"{problem ?? "the hash does not match"}.");
    }
}
