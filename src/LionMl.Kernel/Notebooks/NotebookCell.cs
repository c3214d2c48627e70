using System.Text.Json.Nodes;

namespace LionMl.Kernel.Notebooks;

/// <summary>One cell of a notebook file.</summary>
public sealed class NotebookCell
{
    private readonly JsonObject _json;

    internal NotebookCell(JsonObject json, string kind, string source)
    {
        _json = json;
        Kind = kind;
        Source = source;
        MayFail = json["metadata"] is JsonObject metadata
            && metadata["tags"] is JsonArray tags
            && tags.Any(tag => tag is JsonValue value && value.TryGetValue(out string? text) && text == "raises-exception");
    }

    /// <summary><c>code</c>, <c>markdown</c> or <c>raw</c>.</summary>
    public string Kind { get; }

    /// <summary>The whole text.</summary>
    public string Source { get; }

    /// <summary>Whether it is run.</summary>
    public bool IsCode => Kind == "code";

    /// <summary>Whether the author says that it fails, by the tag <c>raises-exception</c>.</summary>
    public bool MayFail { get; }

    /// <summary>Replaces what an earlier run left.</summary>
    internal void SetOutputs(JsonArray outputs, int? executionCount)
    {
        _json["outputs"] = outputs;
        _json["execution_count"] = executionCount;
    }
}
