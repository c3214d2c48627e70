using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LionMl.Kernel.Wire;

/// <summary>JSON of messages: strict when it is read, compact when it is written.</summary>
internal static class WireJson
{
    /// <summary>An object without fields.</summary>
    public static ReadOnlyMemory<byte> Empty { get; } = "{}"u8.ToArray();

    /// <summary>How messages are written. Lone surrogates become U+FFFD, because UTF-8 has none.</summary>
    public static JsonWriterOptions Style { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 1000 };

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 128, AllowDuplicateProperties = false };
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Parses an object.</summary>
    /// <returns>Null when it is not valid JSON, or not an object.</returns>
    public static JsonElement? TryParseObject(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            JsonElement root = JsonDocument.Parse(bytes, Strict).RootElement;
            return root.ValueKind == JsonValueKind.Object ? root : null;
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            // The second one: duplicate names are compared after unescaping, which lone surrogates make impossible.
            return null;
        }
    }

    /// <summary>The text of a value.</summary>
    /// <returns>Null when it is not text, or holds lone surrogates.</returns>
    public static string? TryText(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The text of a field.</summary>
    /// <returns>Null when it is missing or not text.</returns>
    public static string? TryText(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement value) ? TryText(value) : null;

    /// <summary>The bytes of an object.</summary>
    public static byte[] Write(JsonObject json) => JsonSerializer.SerializeToUtf8Bytes(json, Compact);
}
