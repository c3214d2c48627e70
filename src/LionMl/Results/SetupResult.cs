using System.Text.Json.Nodes;

namespace LionMl.Results;

/// <summary>A pair of keys that was made.</summary>
public sealed record SetupResult : LionResult, IArtifactFolder, IKeyFingerprint
{
    /// <summary>The artifact folder.</summary>
    public required string Folder { get; init; }

    /// <summary>The size of the circuit.</summary>
    public required CircuitSummary Circuit { get; init; }

    /// <summary>The SHA-256 of the verifying key: what a verifier passes as <c>--expect-key</c>.</summary>
    public required string KeySha256 { get; init; }

    /// <summary>The proof system's version.</summary>
    public required string Varuna { get; init; }

    /// <summary><c>aleo</c> or <c>sandbox</c>.</summary>
    public required string Srs { get; init; }

    /// <inheritdoc/>
    public override string Verdict => $"keys are in {Folder}; verifying key sha256 {KeySha256}";

    /// <inheritdoc/>
    public override IReadOnlyList<ReportSection> ToReport() =>
        [Circuit.ToSection(), ReportSection.Facts("keys", ("Varuna", Varuna), ("SRS", Srs), ("verifying key", $"sha256 {KeySha256}"))];

    /// <inheritdoc/>
    protected override void AddFields(JsonObject json)
    {
        json["folder"] = Folder;
        Circuit.AddTo(json);
        json["varuna"] = Varuna;
        json["srs"] = Srs;
        json["keySha256"] = KeySha256;
    }
}
