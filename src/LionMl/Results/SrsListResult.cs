using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace LionMl.Results;

/// <summary>What the SRS cache holds.</summary>
public sealed record SrsListResult : LionResult
{
    /// <summary>The cache's folder.</summary>
    public required string Folder { get; init; }

    /// <summary>One entry for each SRS.</summary>
    public required ImmutableArray<SrsEntry> Entries { get; init; }

    /// <inheritdoc/>
    public override string Verdict => Entries.IsEmpty
        ? $"no SRS in {Folder}; 'lion srs fetch' gets Aleo's, 'lion srs make' makes a sandbox"
        : $"{Entries.Length} SRS in {Folder}";

    /// <inheritdoc/>
    public override IReadOnlyList<ReportSection> ToReport() =>
    [
        new ReportSection(
            "SRS",
            ["kind", "powers", "shifted powers", "bytes", "verifier part sha256"],
            [.. Entries.Select(entry => (ImmutableArray<string>)
                [entry.Kind, Units.Count(entry.Powers), Units.Count(entry.ShiftedPowers), Units.Bytes(entry.Bytes), entry.Sha256])])
        {
            NumberColumns = [1, 2, 3],
        },
    ];

    /// <inheritdoc/>
    protected override void AddFields(JsonObject json)
    {
        json["folder"] = Folder;
        json["srs"] = new JsonArray([.. Entries.Select(entry => new JsonObject
        {
            ["kind"] = entry.Kind,
            ["powers"] = entry.Powers,
            ["shiftedPowers"] = entry.ShiftedPowers,
            ["bytes"] = entry.Bytes,
            ["sha256"] = entry.Sha256,
        })]);
    }
}
