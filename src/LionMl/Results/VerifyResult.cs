using System.Collections.Immutable;
using System.Text.Json.Nodes;
using LionMl.Artifacts;
using LionMl.Onnx;

namespace LionMl.Results;

/// <summary>The verdict on a proof.</summary>
public sealed record VerifyResult : LionResult, IKeyFingerprint
{
    /// <summary>Whether the proof holds.</summary>
    public required bool IsAccepted { get; init; }

    /// <summary>Why it was rejected; null when accepted.</summary>
    public string? Reason { get; init; }

    /// <summary>What the rejection is about.</summary>
    public VerifyRejection Rejection { get; init; }

    /// <summary>Whether given inputs are those of the digests; null where none were given.</summary>
    public bool? IsInputConfirmed { get; init; }

    /// <summary>The SHA-256 of the verifying key.</summary>
    public required string KeySha256 { get; init; }

    /// <summary>Whether the key is the one that the caller expected.</summary>
    public required bool IsKeyExpected { get; init; }

    /// <summary>The proof system's version.</summary>
    public required string Varuna { get; init; }

    /// <summary><c>aleo</c> or <c>sandbox</c>.</summary>
    public required string Srs { get; init; }

    /// <summary>How many instances the proof covers.</summary>
    public required int Instances { get; init; }

    /// <summary>The size of the circuit.</summary>
    public required CircuitSummary Circuit { get; init; }

    /// <summary>
    /// What the verifier learns: for each instance the public tensors by name, as the statement (the prover's word) explains the public
    /// inputs. Empty where no folder was verified.
    /// </summary>
    public ImmutableArray<ImmutableDictionary<string, Tensor>> PublicTensors { get; init; } = [];

    /// <summary>The statement, where a folder was verified.</summary>
    public StatementFile? Statement { get; init; }

    /// <inheritdoc/>
    public override FailureKind Outcome => IsAccepted ? FailureKind.None : FailureKind.Rejected;

    /// <inheritdoc/>
    public override string Verdict => IsAccepted ? "accepted" : $"REJECTED: {Reason}";

    /// <inheritdoc/>
    public override IReadOnlyList<ReportSection> ToReport() =>
    [
        ReportSection.Facts(
            "statement",
            [
                ("Varuna", Varuna),
                ("SRS", Srs),
                ("verifying key", $"sha256 {KeySha256}" + (IsKeyExpected ? " (as expected)" : " (the prover's word)")),
                ("instances", Units.Count(Instances)),
                ("public inputs", $"{Units.Count(Circuit.Info.PublicCount)} for each instance"),
                ("visibility", Statement?.Visibility ?? "not stated"),
                ("model", Statement is null ? "not stated" : Statement.Model.ToString()),
                .. ReportSections.DigestFacts(Statement),
            ]),
    ];

    /// <inheritdoc/>
    protected override void AddFields(JsonObject json)
    {
        json["accepted"] = IsAccepted;
        json["reason"] = Reason;
        json["keySha256"] = KeySha256;
        json["keyExpected"] = IsKeyExpected;
        json["varuna"] = Varuna;
        json["srs"] = Srs;
        json["instances"] = Instances;
        Circuit.AddTo(json);
        if (Statement?.Digests is not null)
        {
            json["digests"] = ReportSections.DigestsToJson(Statement);
        }

        if (IsInputConfirmed is { } confirmed)
        {
            json["inputConfirmed"] = confirmed;
        }
    }
}
