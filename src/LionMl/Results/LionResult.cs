using System.Text.Json.Nodes;
using LionMl.Onnx;

namespace LionMl.Results;

/// <summary>What a verb returns: immutable, shown by every front end, written as JSON by <c>--json</c>.</summary>
[TypeFormatterSource("LionMl.Interactive.Formatting.ResultFormatterSource, LionMl.Interactive")]
public abstract record LionResult
{
    /// <summary>Time, memory, files, options, warnings.</summary>
    public required RunRecord Record { get; init; }

    /// <summary>How the verb ended; only verdicts can be <see cref="FailureKind.Rejected"/> without an exception.</summary>
    public virtual FailureKind Outcome => FailureKind.None;

    /// <summary>The result in one line.</summary>
    public abstract string Verdict { get; }

    /// <summary>The object of <c>--json</c>: the contract's field names.</summary>
    public JsonObject ToJson()
    {
        var json = new JsonObject { ["verb"] = Record.Verb };
        AddFields(json);
        var seconds = new JsonObject { ["total"] = Math.Round(Record.TotalSeconds, 6) };
        foreach ((string phase, double value) in Record.PhaseSeconds)
        {
            seconds[phase] = Math.Round(value, 6);
        }

        json["seconds"] = seconds;
        json["peakMemoryBytes"] = Record.PeakMemoryBytes;
        json["cores"] = Record.Cores;
        json["files"] = new JsonObject(Record.Files.Select(file => KeyValuePair.Create(file.Key, (JsonNode?)file.Value)));
        json["options"] = new JsonObject(Record.Options.Select(option => KeyValuePair.Create(option.Key, (JsonNode?)option.Value)));
        json["defaults"] = new JsonArray([.. Record.Options.Where(o => o.IsDefault).Select(o => (JsonNode?)o.Key)]);
        json["warnings"] = new JsonArray([.. Record.Warnings.Select(warning => (JsonNode?)warning)]);
        return json;
    }

    /// <summary>The same facts as titled lists and tables, for a person.</summary>
    public abstract IReadOnlyList<ReportSection> ToReport();

    /// <summary>Adds the verb's own fields to another result's object.</summary>
    internal void AddTo(JsonObject json) => AddFields(json);

    /// <summary>Adds the verb's own fields.</summary>
    protected abstract void AddFields(JsonObject json);
}
