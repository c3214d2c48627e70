using System.Collections.Immutable;
using System.Text;
using LionMl.Algebra;
using LionMl.Artifacts;
using LionMl.Circuits;
using LionMl.R1cs;
using LionMl.Results;
using LionMl.Running;
using LionMl.Srs;
using LionMl.Varuna;

namespace LionMl;

/// <content>Proofs.</content>
public static partial class Lion
{
    private const string RunSetup = "run 'lion setup DIR' first";

    /// <summary>Proves that the circuit turns the inputs into the outputs; several inputs make one proof.</summary>
    /// <exception cref="LionException">No keys, keys of another circuit, wrong inputs, a value outside its range.</exception>
    public static ProveResult Prove(
        string folder, ProveRequest request, IProgress<LionProgress>? progress = null, CancellationToken cancellation = default) =>
        Guard(() =>
        {
            var recorder = new Recorder("prove", request, progress, cancellation);
            RequireInputs(request.Inputs, recorder);
            StatementFile statement = ReadStatement(folder);
            LoadedCircuit circuit = LoadedCircuit.Load(folder, recorder, MemoryUse.Proof, request.Inputs.Length);
            ProvingKey key = recorder.Phase("load", "reading the proving key", () => ReadProvingKey(folder, statement, circuit));
            UniversalSrs srs = new SrsStore(request.Home).Open(
                SrsKindOf(statement), circuit.Summary.SrsRequirement, statement.Srs.Sha256, request.IsOffline, recorder);
            return ProveCore(folder, request, circuit, key, statement, srs, recorder) with { Record = recorder.Finish() };
        });

    private static ProveResult ProveCore(
        string folder,
        ProveRequest request,
        LoadedCircuit circuit,
        ProvingKey key,
        StatementFile statement,
        UniversalSrs srs,
        Recorder recorder)
    {
        VarunaVersion version = statement.Varuna == "v2" ? VarunaVersion.V2 : VarunaVersion.V3;
        Warn(version, srs.Kind, recorder);
        ImmutableArray<DataSource> inputs = request.Inputs;
        recorder.RequireMemory(circuit.File.Graph, MemoryUse.Proof, inputs.Length);
        using var run = new SampleRun(circuit, request.Reference, recorder);
        ImmutableArray<Fr>[] salts = [.. inputs.Select(_ => Salts(circuit, request.Salt))];
        R1csAssignment<Fr>[] assignments = recorder.Phase(
            "witness",
            "computing the witness",
            () => inputs.Zip(salts, (input, own) => ComputeOne(input, own, circuit, run)).ToArray());
        VarunaProof proof = recorder.Phase("prove", "proving", () => VarunaProver.Prove(
            version,
            [new ProverInput(key, assignments)],
            srs,
            new OperatingSystemRandomness(),
            recorder.Workers,
            new ProgressBridge<VarunaProgress>(recorder, "proving", one => one.Fraction)));
        var publics = new PublicInputs(assignments.Select(one => Pad(one.Public, key.VerifyingKey.Info.PublicCount)));
        recorder.Phase("verify", "verifying the proof", () => CheckOwnProof(version, key.VerifyingKey, publics, proof, srs.Verifier));

        byte[] proofBytes = proof.ToBytes();
        string publicJson = publics.ToJson();
        StatementFile complete = statement with
        {
            Digests = DigestReader.Complete(statement.Digests, publics),
            Proof = new StatementProof(
                inputs.Length, ArtifactFile.Sha256(proofBytes), ArtifactFile.Sha256(Encoding.UTF8.GetBytes(publicJson + "\n"))),
        };
        recorder.Phase("write", "writing the proof", () =>
        {
            using var transaction = new FileTransaction(folder, recorder.Cancellation);
            transaction.Write(ArtifactNames.Proof, stream => stream.Write(proofBytes));
            transaction.WriteText(ArtifactNames.PublicInputs, publicJson);
            // Outputs that the statement hides must not lie beside it for everyone.
            bool isPublic = circuit.File.Graph.Visibility.Output == Visibility.Public;
            transaction.WriteText(
                isPublic ? ArtifactNames.Output : ArtifactNames.PrivateOutput,
                OutputFile.ToJson(circuit.Model.Outputs, run.Computed, run.Reference));
            if (circuit.Compiled.Layout.Digests.Any(digest => digest.IsSalted))
            {
                transaction.WriteText(ArtifactNames.Salts, SaltFile.ToJson(salts.Select(own => (IReadOnlyList<Fr>)own)));
            }

            transaction.WriteText(ArtifactNames.Statement, complete.ToJson());
            recorder.Wrote(transaction.Commit());
        });
        return new ProveResult
        {
            Folder = folder,
            Circuit = new CircuitSummary(key.VerifyingKey.Info),
            Statement = complete,
            ProofBytes = proofBytes.Length,
            PublicTensors = PublicTensorReader.Read(complete, publics),
            Outputs = [.. run.Computed],
            Fidelity = run.Fidelity,
            Reference = run.ReferenceName,
            Record = recorder.Finish(),
        };
    }

    /// <summary>The salts of one instance's digests: the given one, or fresh ones.</summary>
    private static ImmutableArray<Fr> Salts(LoadedCircuit circuit, string? given)
    {
        var random = new OperatingSystemRandomness();
        return [.. circuit.Compiled.Layout.Digests.Select(digest =>
            digest.Group == TensorGroup.Params ? circuit.ParameterSalt : given is null ? random.NextElement() : ReadSalt(given))];
    }

    private static Fr ReadSalt(string text) => SaltFile.Parse(text)
        ?? throw LionException.BadInput($"The salt '{text}' is not a field element such as 5field, and not 'none'.");

    private static R1csAssignment<Fr> ComputeOne(DataSource input, ImmutableArray<Fr> salts, LoadedCircuit circuit, SampleRun run)
    {
        TensorSamples samples = circuit.ReadSamples(input);
        return samples.Count == 1
            ? run.Add(input.Name, samples, 0, salts).Assignment
            : throw LionException.BadInput($"{input} holds {samples.Count} samples; a proof takes one from each input: give several "
                + "inputs for one proof of several.");
    }

    private static ImmutableArray<Fr> Pad(Fr[] values, int count) => [.. values, .. Enumerable.Repeat(Fr.Zero, count - values.Length)];

    private static void CheckOwnProof(VarunaVersion version, VerifyingKey key, PublicInputs publics, VarunaProof proof, VerifierSrs srs)
    {
        VerificationResult verdict = VarunaVerifier.Verify(version, [InputOf(key, publics)], proof, srs);
        if (!verdict.IsAccepted)
        {
            throw new InvalidOperationException($"a proof that was just made does not verify: {verdict.Detail}");
        }
    }

    private static VerifierInput InputOf(VerifyingKey key, PublicInputs publics) =>
        new(key, [.. publics.Instances.Select(one => one.ToArray())]);

    private static StatementFile ReadStatement(string folder)
    {
        string path = Path.Combine(folder, ArtifactNames.Statement);
        return StatementFile.Read(path, ArtifactFile.Read(path, StatementFile.MaxBytes, RunSetup));
    }

    private static SrsKind SrsKindOf(StatementFile statement) => statement.Srs.Kind == "aleo" ? SrsKind.Aleo : SrsKind.Sandbox;

    private static ProvingKey ReadProvingKey(string folder, StatementFile statement, LoadedCircuit circuit)
    {
        string path = Path.Combine(folder, ArtifactNames.ProvingKey);
        using FileStream stream = ArtifactFile.Open(path, RunSetup);
        ProvingKey key;
        try
        {
            key = ProvingKey.Load(stream);
            if (stream.Position != stream.Length)
            {
                throw new InvalidDataException("it has bytes after its end");
            }
        }
        catch (InvalidDataException failure)
        {
            throw LionException.BadInput($"{path} is not usable: {failure.Message.TrimEnd('.')}. Run 'lion setup DIR' again.", failure);
        }

        if (ArtifactFile.Sha256(key.VerifyingKey.ToBytes()) != statement.KeySha256)
        {
            throw LionException.BadInput($"{path} and {ArtifactNames.Statement} are of different setups; run 'lion setup DIR' again.");
        }

        return statement.CircuitSha256 == circuit.File.CircuitSha256
            ? key
            : throw LionException.BadInput($"{path} is for another circuit than {ArtifactNames.Circuit} (the model was quantised again "
                + "since); run 'lion setup DIR' again.");
    }
}
