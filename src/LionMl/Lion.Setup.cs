using LionMl.Artifacts;
using LionMl.Circuits;
using LionMl.Results;
using LionMl.Running;
using LionMl.Srs;
using LionMl.Varuna;

namespace LionMl;

/// <content>Keys.</content>
public static partial class Lion
{
    /// <summary>Makes the proving key and the verifying key of the circuit in a folder.</summary>
    /// <remarks>The statement is written anew and forgets an earlier proof, which belonged to other keys.</remarks>
    /// <exception cref="LionException">No circuit, or an SRS that is missing or too small; names the degree needed.</exception>
    public static SetupResult Setup(
        string folder, SetupRequest? request = null, IProgress<LionProgress>? progress = null, CancellationToken cancellation = default) =>
        Guard(() =>
        {
            request ??= new SetupRequest();
            var recorder = new Recorder("setup", request, progress, cancellation);
            LoadedCircuit circuit = LoadedCircuit.Load(folder, recorder, MemoryUse.Setup);
            (ProvingKey key, StatementFile statement, _) = SetupCore(circuit, folder, request, request.Home, recorder);
            return new SetupResult
            {
                Folder = folder,
                Circuit = new CircuitSummary(key.VerifyingKey.Info),
                KeySha256 = statement.KeySha256,
                Varuna = statement.Varuna,
                Srs = statement.Srs.Kind,
                Record = recorder.Finish(),
            };
        });

    private static (ProvingKey Key, StatementFile Statement, UniversalSrs Srs) SetupCore(
        LoadedCircuit circuit, string folder, SetupRequest request, string? home, Recorder recorder)
    {
        VarunaVersion version = recorder.Option("varuna", request.Varuna, LionDefaults.Varuna, LionDefaults.Name);
        SrsKind kind = recorder.Option("srs", request.Srs, LionDefaults.Srs, LionDefaults.Name);
        Warn(version, kind, recorder);
        recorder.RequireMemory(circuit.File.Graph, MemoryUse.Setup);
        UniversalSrs srs = new SrsStore(home).Open(kind, circuit.Summary.SrsRequirement, null, request.IsOffline, recorder);
        ProvingKey key = recorder.Phase("setup", "making the keys", () => VarunaSetup.Run(
            circuit.Compiled.R1cs,
            srs,
            recorder.Workers,
            new ProgressBridge<VarunaProgress>(recorder, "making the keys", one => one.Fraction)));
        byte[] verifyingKey = key.VerifyingKey.ToBytes();
        var statement = new StatementFile
        {
            Varuna = LionDefaults.Name(version),
            Srs = Describe(srs),
            Model = circuit.File.Source,
            Visibility = circuit.File.Graph.Visibility.ToString(),
            CircuitSha256 = circuit.File.CircuitSha256,
            KeySha256 = ArtifactFile.Sha256(verifyingKey),
            Tensors = [.. circuit.Compiled.Layout.Tensors.Select(Describe)],
            Digests = circuit.Compiled.Layout.Digests is { IsEmpty: false } digests ? [.. digests.Select(StatementDigest.Of)] : null,
            Options = circuit.File.Options.SetItems(recorder.OptionValues("out", Recorder.LimitOption)),
        };
        recorder.Phase("write", "writing the keys", () =>
        {
            using var transaction = new FileTransaction(folder, recorder.Cancellation);
            transaction.Write(ArtifactNames.ProvingKey, key.Save);
            transaction.Write(ArtifactNames.VerifyingKey, stream => stream.Write(verifyingKey));
            transaction.WriteText(ArtifactNames.Statement, statement.ToJson());
            recorder.Wrote(transaction.Commit());
        });
        return (key, statement, srs);
    }

    private static void Warn(VarunaVersion version, SrsKind kind, Recorder recorder)
    {
        if (version == VarunaVersion.V2)
        {
            recorder.Warn("Varuna V2 has a published soundness gap: a malicious prover can make false proofs. Use it only where a "
                + "verifier knows no V3.");
        }

        if (kind == SrsKind.Sandbox)
        {
            recorder.Warn(StatementSrs.SandboxWarning);
        }
    }

    private static StatementSrs Describe(UniversalSrs srs) => srs.Kind == SrsKind.Aleo
        ? new StatementSrs { Kind = "aleo", Sha256 = Convert.ToHexStringLower(srs.Verifier.Hash.Span) }
        : new StatementSrs
        {
            Kind = "sandbox",
            Sha256 = Convert.ToHexStringLower(srs.Verifier.Hash.Span),
            VerifierHex = Convert.ToHexStringLower(srs.Verifier.ToBytes()),
            Warning = StatementSrs.SandboxWarning,
        };

    private static StatementTensor Describe(PublicTensor tensor) => new(
        tensor.Name,
        tensor.Group == TensorGroup.Input ? "input" : "output",
        tensor.Shape.Dimensions,
        tensor.Offset,
        tensor.Length,
        tensor.ScaleBits,
        tensor.Range.Low,
        tensor.Range.High);
}
