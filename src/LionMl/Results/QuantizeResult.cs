using System.Collections.Immutable;
using System.Text.Json.Nodes;
using LionMl.Artifacts;
using LionMl.Circuits;
using LionMl.Onnx;

namespace LionMl.Results;

/// <summary>A circuit that was made of a model.</summary>
public sealed record QuantizeResult : LionResult, IArtifactFolder
{
    /// <summary>The artifact folder.</summary>
    public required string Folder { get; init; }

    /// <summary>The size that a key will count.</summary>
    public required CircuitSummary Circuit { get; init; }

    /// <summary>The model's inputs with the shapes that the circuit is for.</summary>
    public required ImmutableArray<GraphTensor> Inputs { get; init; }

    /// <summary>The model's outputs.</summary>
    public required ImmutableArray<GraphTensor> Outputs { get; init; }

    /// <summary>What each layer costs.</summary>
    public required CostReport Cost { get; init; }

    /// <summary>How the scales were found.</summary>
    public required CalibrationRecord Calibration { get; init; }

    /// <summary>The model's file.</summary>
    public required StatementModel Source { get; init; }

    /// <summary>The SHA-256 of the constraints.</summary>
    public required string CircuitSha256 { get; init; }

    /// <summary>What ran the model in floats.</summary>
    public string Reference { get; init; } = FloatReference.Interpreter;

    /// <inheritdoc/>
    public override string Verdict => $"{Units.Count(Circuit.Info.ConstraintCount)} constraints; the circuit is in {Folder}";

    /// <inheritdoc/>
    public override IReadOnlyList<ReportSection> ToReport() =>
    [
        Circuit.ToSection(),
        ReportSection.Facts(
            "quantised model",
            ("model", Source.ToString()),
            ("inputs", string.Join(", ", Inputs.Select(input => $"{input.Name} {input.Shape}"))),
            ("outputs", string.Join(", ", Outputs.Select(output => $"{output.Name} {output.Shape}"))),
            ("multiply-adds", Units.Count(Cost.Macs)),
            ("float reference", Reference),
            ("fidelity", "measure it on other samples: lion mock DIR --input evaluation.json")),
        ReportSections.Fidelity(ReportSections.OnCalibration, Calibration.OnSamples),
        ReportSections.Trials(Calibration),
        ReportSections.Failures(Calibration),
        ReportSections.Saturation(Calibration),
    ];

    /// <inheritdoc/>
    protected override void AddFields(JsonObject json)
    {
        json["folder"] = Folder;
        Circuit.AddTo(json);
        json["macs"] = Cost.Macs;
        json["calibration"] = ReportSections.ToJson(Calibration.OnSamples);
        json["reference"] = Reference;
        json["saturation"] = ReportSections.ToJson(Calibration.Layers);
        json["trials"] = ReportSections.ToJson(Calibration.Trials);
        json["model"] = new JsonObject { ["name"] = Source.Name, ["sha256"] = Source.Sha256 };
        json["circuitSha256"] = CircuitSha256;
    }
}
