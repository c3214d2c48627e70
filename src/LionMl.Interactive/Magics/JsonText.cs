using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LionMl.Interactive;

/// <summary>A result as <c>--json</c> asks for it: the same object that the command line writes.</summary>
/// <param name="Value">The object.</param>
public sealed record JsonText(JsonObject Value)
{
    private static readonly JsonSerializerOptions Style = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The object as indented text.</summary>
    public override string ToString() => Value.ToJsonString(Style);
}
