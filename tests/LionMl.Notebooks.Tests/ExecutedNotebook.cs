using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LionMl.Notebooks.Tests;

/// <summary>A notebook with its outputs.</summary>
/// <param name="Cells">Its cells of code.</param>
/// <param name="Seconds">How long it took to execute.</param>
internal sealed partial record ExecutedNotebook(IReadOnlyList<ExecutedNotebook.Cell> Cells, double Seconds)
{
    /// <summary>Reads a notebook.</summary>
    public static ExecutedNotebook Read(string path, double seconds)
    {
        JsonNode json = JsonNode.Parse(File.ReadAllBytes(path))!;
        return new ExecutedNotebook(
            [
                .. json["cells"]!.AsArray().Where(cell => (string)cell!["cell_type"]! == "code").Select(cell => new Cell(
                    Text(cell!["source"]), [.. cell["outputs"]!.AsArray().Select(one => new Output(one!.AsObject()))])),
            ],
            seconds);
    }

    // nbformat allows a text in one piece and in lines.
    private static string Text(JsonNode? node) => node switch
    {
        JsonArray lines => string.Concat(lines.Select(line => (string?)line)),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => (string)value!,
        null => "",
        _ => node.ToJsonString(),
    };

    /// <summary>A cell.</summary>
    /// <param name="Source">Its code.</param>
    /// <param name="Outputs">What it has shown.</param>
    internal sealed record Cell(string Source, IReadOnlyList<Output> Outputs);

    /// <summary>One output.</summary>
    /// <param name="Json">In nbformat's form.</param>
    internal sealed partial record Output(JsonObject Json)
    {
        /// <summary>stream, display_data, execute_result or error.</summary>
        public string Kind => (string)Json["output_type"]!;

        /// <summary>What was printed, or how the error reads.</summary>
        public string Printed => Kind == "error" ? $"{Json["ename"]}: {Json["evalue"]}" : Text(Json["text"]);

        /// <summary>The value in one of its formats; empty where it has none such.</summary>
        public string Data(string mimeType) => Text(Json["data"]?[mimeType]);

        /// <summary>What must be the same in each run: kind, formats and text, without times, sizes, keys and scratch folders.</summary>
        public string Signature
        {
            get
            {
                string types = string.Join(
                    ",", (Json["data"]?.AsObject() ?? []).Select(one => one.Key).Order(StringComparer.Ordinal));

                // The phases behind it depend on what was cached.
                string words = Kind == "stream" ? Printed : Data("text/plain").Split('\n')[0].Split(": done in")[0];
                return $"{Kind} [{types}] {Words().Replace(Numbers().Replace(words, "#"), " ").Trim()}";
            }
        }

        // Numbers with their units, fingerprints and folders.
        [GeneratedRegex(@"/\S+|\b[0-9a-f]{12,}\b|[0-9][0-9.,:]*( ?(ms|s|min|h|B|KiB|MiB|GiB|%)\b)?")]
        private static partial Regex Numbers();

        [GeneratedRegex(@"\s+")]
        private static partial Regex Words();
    }
}
