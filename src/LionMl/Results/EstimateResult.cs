using System.Text.Json.Nodes;
using LionMl.Circuits;
using LionMl.Varuna;

namespace LionMl.Results;

/// <summary>What setup and proof of a circuit will need on this machine.</summary>
public sealed record EstimateResult : LionResult
{
    /// <summary>The size that a key will count.</summary>
    public required CircuitSummary Circuit { get; init; }

    /// <summary>Time and space.</summary>
    public required CostEstimate Estimate { get; init; }

    /// <summary>The powers of the SRS that are needed.</summary>
    public required SrsRequirement Srs { get; init; }

    /// <summary>Whether Aleo's SRS in the cache is large enough; null when the cache has none.</summary>
    public required bool? IsAleoEnough { get; init; }

    /// <inheritdoc/>
    public override string Verdict =>
        $"about {Units.Seconds(Estimate.SetupSeconds)} for setup, {Units.Seconds(Estimate.ProvingSeconds)} and "
            + $"{Units.Bytes(Estimate.PeakMemoryBytes)} for a proof";

    /// <inheritdoc/>
    public override IReadOnlyList<ReportSection> ToReport() =>
    [
        Circuit.ToSection(),
        ReportSection.Facts(
            "estimate for this machine",
            ("setup", Units.Seconds(Estimate.SetupSeconds)),
            ("one proof", Units.Seconds(Estimate.ProvingSeconds)),
            ("peak memory", Units.Bytes(Estimate.PeakMemoryBytes)),
            ("proving key", Units.Bytes(Estimate.ProvingKeyBytes)),
            ("verifying key", $"{Estimate.VerifyingKeyBytes} B"),
            ("SRS", $"degree {Units.Count(Srs.PowerCount - 1)}: a sandbox of log size {Srs.LogSize}"),
            ("Aleo's SRS in the cache", IsAleoEnough switch { true => "large enough", false => "too small", null => "not there yet" })),
    ];

    /// <inheritdoc/>
    protected override void AddFields(JsonObject json)
    {
        Circuit.AddTo(json);
        json["estimate"] = new JsonObject
        {
            ["setupSeconds"] = Math.Round(Estimate.SetupSeconds, 3),
            ["provingSeconds"] = Math.Round(Estimate.ProvingSeconds, 3),
            ["peakMemoryBytes"] = Estimate.PeakMemoryBytes,
            ["provingKeyBytes"] = Estimate.ProvingKeyBytes,
            ["verifyingKeyBytes"] = Estimate.VerifyingKeyBytes,
            ["srsDegree"] = Srs.PowerCount - 1,
            ["srsLogSize"] = Srs.LogSize,
            ["aleoSrsIsEnough"] = IsAleoEnough,
        };
    }
}
