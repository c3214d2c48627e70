using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using LionMl.Artifacts;
using LionMl.Circuits;

namespace LionMl.Results;

/// <summary>Sections and JSON that several results share.</summary>
public static class ReportSections
{
    /// <summary>The contract's <c>fidelity</c> object.</summary>
    internal static JsonObject? ToJson(FidelityReport? fidelity) => fidelity is null ? null : new JsonObject
    {
        // JSON has no infinity: a reference of nothing but zeros has no relative error.
        ["relativeError"] = double.IsFinite(fidelity.RelativeError) ? fidelity.RelativeError : null,
        ["maxAbsError"] = fidelity.MaxAbsError,
        ["argmaxAgreement"] = fidelity.ArgmaxAgreement,
        ["samples"] = fidelity.Samples,
    };

    /// <summary>Fidelity in one line.</summary>
    public static string ToText(FidelityReport fidelity) => string.Create(
        CultureInfo.InvariantCulture,
        $"relative error {100 * fidelity.RelativeError:0.###} %, largest error {fidelity.MaxAbsError:0.#####}, same argmax "
            + $"{100 * fidelity.ArgmaxAgreement:0.##} % of {Units.Count(fidelity.Samples)}");

    /// <summary>A line for each digest of a statement, with its value in the first instance.</summary>
    public static (string Name, string Value)[] DigestFacts(StatementFile? statement) =>
        [.. (statement?.Digests ?? []).Select(digest => ($"digest of {digest.Group} '{digest.Name}'", ToText(digest)))];

    /// <summary>A digest's value in the first instance, or that there is none yet.</summary>
    public static string ToText(StatementDigest digest) => digest.Values is { IsDefaultOrEmpty: false } values
        ? values[0] + (values.Length > 1 ? $" and {values.Length - 1} more" : string.Empty)
        : "none yet";

    /// <summary>The digests of a statement.</summary>
    internal static JsonArray DigestsToJson(StatementFile statement) =>
    [
        .. (statement.Digests ?? []).Select(digest => new JsonObject
        {
            ["name"] = digest.Name,
            ["group"] = digest.Group,
            ["form"] = digest.Form,
            ["values"] = new JsonArray([.. (digest.Values ?? []).Select(value => JsonValue.Create(value))]),
        }),
    ];

    /// <summary>What each layer costs.</summary>
    public static ReportSection Layers(CostReport cost) => new(
        "layers",
        ["layer", "kind", "MACs", "constraints", "share", "A", "B", "C", "width", "static bits", "scale bits", "reserve", ""],
        [.. cost.Layers.Select(layer => (ImmutableArray<string>)
        [
            layer.Layer,
            layer.Kind,
            Units.Count(layer.Macs),
            Units.Count(layer.Constraints),
            Units.Percent(Math.Round(layer.Share, 3)),
            Units.Count(layer.NonZerosA),
            Units.Count(layer.NonZerosB),
            Units.Count(layer.NonZerosC),
            layer.Width == 0 ? "" : $"{layer.Width}",
            $"{layer.StaticBits}",
            $"{layer.ScaleBits}",
            layer.Width == 0 || layer.SaturationMargin == 0 ? "worst case" : "calibrated",
            layer.Severity switch { LayerSeverity.High => "!!", LayerSeverity.Notable => "!", _ => "" },
        ])])
    {
        NumberColumns = [2, 3, 4, 5, 6, 7, 8, 9, 10],
    };

    /// <summary>What a verb's run took and which defaults it used.</summary>
    public static ReportSection Run(RunRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        var facts = new List<(string, string)>();
        string[] defaults = [.. record.Options.Where(option => option.IsDefault).Select(option => $"--{option.Key} {option.Value}")];
        if (defaults.Length > 0)
        {
            facts.Add(("defaults used", string.Join("  ", defaults)));
        }

        if (record.Files.Length > 0)
        {
            facts.Add(("files", string.Join("  ", record.Files.Select(file => $"{file.Key} {Units.Bytes(file.Value)}"))));
        }

        string phases = string.Join(", ", record.PhaseSeconds.Select(pair => $"{pair.Key} {Units.Seconds(pair.Value)}"));
        facts.Add(("time", Units.Seconds(record.TotalSeconds) + (phases.Length > 0 ? $" ({phases})" : string.Empty)));
        facts.Add(("peak memory", Units.Bytes(record.PeakMemoryBytes)));
        facts.Add(("cores", record.Cores.ToString(CultureInfo.InvariantCulture)));
        return ReportSection.Facts("run", [.. facts]);
    }

    private static bool IsShown(CalibrationTrial trial) =>
        trial.Verdict == "chosen"
        || (trial.Adjustments.Length == 0 && trial.InputBits == trial.WeightBits && trial.WeightBits == trial.ActivationBits);

    /// <summary>What calibration tried: the chosen setting among those with equal bits everywhere; JSON has all of them.</summary>
    public static ReportSection Trials(CalibrationRecord calibration) => new(
        $"calibration (the chosen setting and those with equal bits, of {calibration.Trials.Length} that were tried; --json shows all)",
        ["input bits", "weight bits", "activation bits", "adjusted", "constraints", "non-zeros", "relative error", "argmax", "verdict"],
        [.. calibration.Trials.Where(IsShown).Select(trial => (ImmutableArray<string>)
        [
            $"{trial.InputBits}",
            $"{trial.WeightBits}",
            $"{trial.ActivationBits}",
            trial.Adjustments,
            trial.Failure is null ? Units.Count(trial.Constraints) : "",
            trial.Failure is null ? Units.Count(trial.NonZeros) : "",
            trial.Fidelity is { } fidelity ? string.Create(CultureInfo.InvariantCulture, $"{100 * fidelity.RelativeError:0.###} %") : "",
            trial.Fidelity is { } same ? Units.Percent(Math.Round(same.ArgmaxAgreement, 4)) : "",
            trial.Failure ?? trial.Verdict,
        ])])
    {
        NumberColumns = [0, 1, 2, 4, 5, 6, 7],
    };
}
