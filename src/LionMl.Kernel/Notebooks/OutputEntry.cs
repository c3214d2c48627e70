using System.Text;
using System.Text.Json.Nodes;
using LionMl.Kernel.Display;
using LionMl.Kernel.Server;
using LionMl.Kernel.Sessions;

namespace LionMl.Kernel.Notebooks;

/// <summary>One output of a cell. Changed under the lock of its <see cref="NotebookOutputs"/>.</summary>
internal sealed class OutputEntry
{
    private readonly StringBuilder _text = new();
    private readonly CellError? _error;
    private readonly int? _number;

    private OutputEntry(string? stream, MimeBundle? value, CellError? error, int? number)
    {
        Stream = stream;
        Value = value;
        _error = error;
        _number = number;
    }

    /// <summary>The stream's name, for printed text.</summary>
    public string? Stream { get; }

    /// <summary>What is shown; an update replaces it.</summary>
    public MimeBundle? Value { get; set; }

    public static OutputEntry Text(string stream) => new(stream, null, null, null);

    public static OutputEntry Display(MimeBundle value) => new(null, value, null, null);

    public static OutputEntry Result(MimeBundle value, int number) => new(null, value, null, number);

    public static OutputEntry Failure(CellError error) => new(null, null, error, null);

    public void Append(string text) => _text.Append(text);

    public JsonObject ToJson()
    {
        if (Stream is not null)
        {
            return new JsonObject { ["name"] = Stream, ["output_type"] = "stream", ["text"] = Lines(_text.ToString()) };
        }

        if (_error is not null)
        {
            JsonObject failure = ErrorContent.Of(_error);
            failure["output_type"] = "error";
            return failure;
        }

        var data = new JsonObject();
        foreach ((string type, JsonNode node) in Value!.Data)
        {
            data[type] = IsText(type) && node is JsonValue value && value.TryGetValue(out string? text) ? Lines(text) : node.DeepClone();
        }

        var json = new JsonObject { ["data"] = data, ["metadata"] = new JsonObject() };
        json["output_type"] = _number is null ? "display_data" : "execute_result";
        if (_number is { } number)
        {
            json["execution_count"] = number;
        }

        return json;
    }

    private static bool IsText(string type) =>
        type.StartsWith("text/", StringComparison.Ordinal) || type is "image/svg+xml" or "application/javascript";

    // As nbformat splits texts, so that version control shows which line changed.
    private static JsonArray Lines(string text)
    {
        var lines = new JsonArray();
        for (int at = 0; at < text.Length;)
        {
            int end = text.IndexOf('\n', at);
            end = end < 0 ? text.Length : end + 1;
            lines.Add(text[at..end]);
            at = end;
        }

        return lines;
    }
}
