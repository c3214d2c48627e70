using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using LionMl.Artifacts;
using LionMl.Circuits;

namespace LionMl.Results;

/// <summary>Sections and JSON that several results share.</summary>
public static class ReportSections
{
    /// <summary>The title of <see cref="Fidelity"/> where the samples were those of the calibration.</summary>
    public const string OnCalibration = "fidelity on the calibration samples (which flatter: measure on others with 'lion mock')";

    private const string Unknown = "NaN";
    private const int MaxReasons = 20;

    /// <summary>How lists of records become JSON.</summary>
    private static readonly JsonSerializerOptions Style = new()
    {
        TypeInfoResolver = JsonTypes.Resolver,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>A record or a list of records with all its properties.</summary>
    internal static JsonNode? ToJson<T>(T value) => JsonSerializer.SerializeToNode(value, Style);

    /// <summary>The contract's <c>fidelity</c> object.</summary>
    internal static JsonObject? ToJson(FidelityReport? fidelity) => fidelity is null ? null : new JsonObject
    {
        // A reference of nothing but zeros has no relative error.
        ["relativeError"] = Finite(fidelity.RelativeError),
        ["maxAbsError"] = fidelity.MaxAbsError,
        ["meanAbsError"] = Finite(fidelity.MeanAbsError),
        ["medianAbsError"] = Finite(fidelity.MedianAbsError),
        ["meanAbsPercentError"] = Finite(fidelity.MeanAbsPercentError),
        ["argmaxAgreement"] = fidelity.ArgmaxAgreement,
        ["samples"] = fidelity.Samples,
    };

    /// <summary>Fidelity in one line.</summary>
    public static string ToText(FidelityReport fidelity) => string.Create(
        CultureInfo.InvariantCulture,
        $"relative error {100 * fidelity.RelativeError:0.###} %, largest error {fidelity.MaxAbsError:0.#####}, same argmax "
            + $"{100 * fidelity.ArgmaxAgreement:0.##} % of {Units.Count(fidelity.Samples)}");

    /// <summary>Every measure of fidelity.</summary>
    /// <param name="title">What was compared.</param>
    /// <param name="fidelity">The measures; those that were not taken are left out.</param>
    public static ReportSection Fidelity(string title, FidelityReport fidelity)
    {
        ArgumentNullException.ThrowIfNull(fidelity);
        (string Name, string Value)[] facts =
        [
            ("relative error", Percent(fidelity.RelativeError) + "  (Σ|q − f| / Σ|f|)"),
            ("mean error", Number(fidelity.MeanAbsError)),
            ("median error", Number(fidelity.MedianAbsError)),
            ("largest error", Number(fidelity.MaxAbsError)),
            ("mean error in percent", Percent(fidelity.MeanAbsPercentError / 100) + "  (of each output that is not zero)"),
            ("same argmax", Units.Percent(Math.Round(fidelity.ArgmaxAgreement, 4))),
            ("samples", Units.Count(fidelity.Samples)),
        ];
        return ReportSection.Facts(title, [.. facts.Where(fact => !fact.Value.StartsWith(Unknown, StringComparison.Ordinal))]);
    }

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

    /// <summary>How each layer's width fits what the samples needed.</summary>
    public static ReportSection Saturation(CalibrationRecord calibration)
    {
        ArgumentNullException.ThrowIfNull(calibration);
        return new ReportSection(
            "widths (a value that needs more bits than its layer's width has no proof)",
            ["layer", "kind", "width", "needed", "worst case", "reserve", "smallest seen", "largest seen"],
            [.. calibration.Layers.Select(layer => (ImmutableArray<string>)
            [
                layer.Layer,
                layer.Kind,
                $"{layer.Width}",
                $"{layer.MeasuredBits}",
                $"{layer.WorstCaseBits}",
                $"{layer.MarginBits}",
                $"{layer.Seen.Low}",
                $"{layer.Seen.High}",
            ])])
        {
            NumberColumns = [2, 3, 4, 5, 6, 7],
        };
    }

    /// <summary>Why settings that calibration tried failed, each reason once; no rows where none did.</summary>
    public static ReportSection Failures(CalibrationRecord calibration)
    {
        ArgumentNullException.ThrowIfNull(calibration);
        var reasons = calibration.Trials.Where(trial => trial.Failure is not null).GroupBy(trial => trial.Failure!)
            .OrderByDescending(group => group.Count()).ToArray();
        return new ReportSection(
            $"settings that failed ({Units.Count(reasons.Sum(group => group.Count()))} of {Units.Count(calibration.Trials.Length)})",
            ["settings", "reason"],
            [.. reasons.Take(MaxReasons).Select(group => (ImmutableArray<string>)[Units.Count(group.Count()), group.Key])])
        {
            NumberColumns = [0],
        };
    }

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

    // JSON has neither infinity nor NaN.
    private static double? Finite(double value) => double.IsFinite(value) ? value : null;

    private static string Number(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);

    private static string Percent(double ratio) => double.IsFinite(ratio)
        ? string.Create(CultureInfo.InvariantCulture, $"{100 * ratio:0.###} %")
        : ratio.ToString(CultureInfo.InvariantCulture);
}
