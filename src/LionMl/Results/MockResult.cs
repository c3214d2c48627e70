using System.Collections.Immutable;
using System.Text.Json.Nodes;
using LionMl.Circuits;
using LionMl.Onnx;

namespace LionMl.Results;

/// <summary>A run of a circuit without a proof.</summary>
public sealed record MockResult : LionResult, IArtifactFolder
{
    /// <summary>The artifact folder.</summary>
    public required string Folder { get; init; }

    /// <summary>The size that a key will count.</summary>
    public required CircuitSummary Circuit { get; init; }

    /// <summary>The outputs against the reference.</summary>
    public required FidelityReport Fidelity { get; init; }

    /// <summary>The number of samples that were run.</summary>
    public required int Samples { get; init; }

    /// <summary>For each sample the circuit's outputs by name, as real numbers. Not shown, not in the JSON.</summary>
    public ImmutableArray<IReadOnlyDictionary<string, Tensor>> Outputs { get; init; } = [];

    /// <summary>What ran the model in floats.</summary>
    public string Reference { get; init; } = FloatReference.Interpreter;

    /// <inheritdoc/>
    public override string Verdict => $"all {Units.Count(Circuit.Info.ConstraintCount - 1)} constraints hold for {Samples} sample(s); "
        + $"{ReportSections.ToText(Fidelity)}";

    /// <inheritdoc/>
    public override IReadOnlyList<ReportSection> ToReport() =>
        [ReportSections.Fidelity($"fidelity against {Reference}", Fidelity), Circuit.ToSection()];

    /// <inheritdoc/>
    protected override void AddFields(JsonObject json)
    {
        json["folder"] = Folder;
        Circuit.AddTo(json);
        json["satisfied"] = true;
        json["samples"] = Samples;
        json["fidelity"] = ReportSections.ToJson(Fidelity);
        json["reference"] = Reference;
    }
}
