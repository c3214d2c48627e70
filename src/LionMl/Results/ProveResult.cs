using System.Collections.Immutable;
using System.Text.Json.Nodes;
using LionMl.Artifacts;
using LionMl.Circuits;
using LionMl.Onnx;

namespace LionMl.Results;

/// <summary>A proof that was made.</summary>
public sealed record ProveResult : LionResult, IArtifactFolder, IKeyFingerprint
{
    /// <summary>The artifact folder.</summary>
    public required string Folder { get; init; }

    /// <summary>The size of the circuit.</summary>
    public required CircuitSummary Circuit { get; init; }

    /// <summary>The statement that the proof is for.</summary>
    public required StatementFile Statement { get; init; }

    /// <summary>The size of the proof.</summary>
    public required int ProofBytes { get; init; }

    /// <summary>The outputs against the float reference.</summary>
    public required FidelityReport Fidelity { get; init; }

    /// <summary>The SHA-256 of the verifying key.</summary>
    public string KeySha256 => Statement.KeySha256;

    /// <summary>What the verifier learns: for each instance the public tensors by name.</summary>
    public ImmutableArray<ImmutableDictionary<string, Tensor>> PublicTensors { get; init; } = [];

    /// <summary>
    /// For each instance the circuit's outputs by name, the private ones too: they are the prover's own. Not shown, not in the JSON.
    /// </summary>
    public ImmutableArray<IReadOnlyDictionary<string, Tensor>> Outputs { get; init; } = [];

    /// <summary>What ran the model in floats.</summary>
    public string Reference { get; init; } = FloatReference.Interpreter;

    /// <inheritdoc/>
    public override string Verdict =>
        $"proof of {Statement.Proof!.Instances} instance(s), {Units.Count(ProofBytes)} bytes, Varuna {Statement.Varuna}, is in {Folder}";

    /// <inheritdoc/>
    public override IReadOnlyList<ReportSection> ToReport() =>
    [
        Circuit.ToSection(),
        ReportSection.Facts(
            "proof",
            [
                ("Varuna", Statement.Varuna),
                ("SRS", Statement.Srs.Kind),
                ("bytes", Units.Count(ProofBytes)),
                ("instances", Units.Count(Statement.Proof!.Instances)),
                ("public inputs", $"{Units.Count(Circuit.Info.PublicCount)} for each instance"),
                ("visibility", Statement.Visibility),
                ("against the float model", ReportSections.ToText(Fidelity)),
                ("float reference", Reference),
                .. ReportSections.DigestFacts(Statement),
            ]),
    ];

    /// <inheritdoc/>
    protected override void AddFields(JsonObject json)
    {
        json["folder"] = Folder;
        Circuit.AddTo(json);
        json["varuna"] = Statement.Varuna;
        json["srs"] = Statement.Srs.Kind;
        json["instances"] = Statement.Proof!.Instances;
        json["proofBytes"] = ProofBytes;
        json["fidelity"] = ReportSections.ToJson(Fidelity);
        json["reference"] = Reference;
        if (Statement.Digests is not null)
        {
            json["digests"] = ReportSections.DigestsToJson(Statement);
        }
    }
}
