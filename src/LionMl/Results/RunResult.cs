using System.Text.Json.Nodes;

namespace LionMl.Results;

/// <summary>All steps from a model to a verdict.</summary>
public sealed record RunResult : LionResult
{
    /// <summary>The proof.</summary>
    public required ProveResult Proof { get; init; }

    /// <summary>The verdict on it.</summary>
    public required VerifyResult Verification { get; init; }

    /// <inheritdoc/>
    public override FailureKind Outcome => Verification.Outcome;

    /// <inheritdoc/>
    public override string Verdict => $"{Proof.Verdict}: {Verification.Verdict}";

    /// <inheritdoc/>
    public override IReadOnlyList<ReportSection> ToReport() => [.. Proof.ToReport(), .. Verification.ToReport()];

    /// <inheritdoc/>
    protected override void AddFields(JsonObject json)
    {
        Proof.AddTo(json);
        json["accepted"] = Verification.IsAccepted;
        json["reason"] = Verification.Reason;
        json["keySha256"] = Verification.KeySha256;
        json["keyExpected"] = Verification.IsKeyExpected;
    }
}
