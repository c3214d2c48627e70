using System.Text.Json.Nodes;
using LionMl.Artifacts;
using LionMl.Circuits;

namespace LionMl.Results;

/// <summary>What each layer of a circuit costs, and what calibration tried.</summary>
public sealed record TableResult : LionResult
{
    /// <summary>The size that a key will count.</summary>
    public required CircuitSummary Circuit { get; init; }

    /// <summary>What each layer costs.</summary>
    public required CostReport Cost { get; init; }

    /// <summary>How the scales were found.</summary>
    public required CalibrationRecord Calibration { get; init; }

    /// <inheritdoc/>
    public override string Verdict => $"{Units.Count(Circuit.Info.ConstraintCount)} constraints in {Cost.Layers.Length} layers";

    /// <inheritdoc/>
    public override IReadOnlyList<ReportSection> ToReport() =>
    [
        ReportSections.Trials(Calibration),
        ReportSections.Failures(Calibration),
        ReportSections.Layers(Cost),
        ReportSections.Saturation(Calibration),
        ReportSections.Fidelity(ReportSections.OnCalibration, Calibration.OnSamples),
        Circuit.ToSection(),
    ];

    /// <inheritdoc/>
    protected override void AddFields(JsonObject json)
    {
        Circuit.AddTo(json);
        json["layers"] = ReportSections.ToJson(Cost.Layers);
        json["calibration"] = ReportSections.ToJson(Calibration);
    }
}
