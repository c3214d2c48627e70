using System.Text.Json;
using LionMl.Kernel.Wire;

namespace LionMl.Kernel.Server;

/// <summary>Reads the fields of a request's content.</summary>
/// <param name="content">The content, an object.</param>
internal readonly struct RequestFields(JsonElement content)
{
    /// <summary>A text that must be there.</summary>
    /// <exception cref="MalformedRequestException">It is missing, or not text.</exception>
    public string Text(string name) => WireJson.TryText(content, name) ?? throw new MalformedRequestException(
        content.TryGetProperty(name, out _) ? $"the field '{name}' is not valid text" : $"the field '{name}' is missing");

    /// <summary>A text that may be missing.</summary>
    public string? TryText(string name) => WireJson.TryText(content, name);

    /// <summary>A yes or no.</summary>
    public bool Flag(string name, bool fallback) => content.TryGetProperty(name, out JsonElement value)
        ? value.ValueKind switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => fallback }
        : fallback;

    /// <summary>A whole number that may be missing.</summary>
    public long? Number(string name) =>
        content.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long number)
            ? number
            : null;

    /// <summary>The names of an object's fields.</summary>
    /// <exception cref="MalformedRequestException">One is not valid text.</exception>
    public IReadOnlyList<string> Names(string name)
    {
        if (!content.TryGetProperty(name, out JsonElement value) || value.ValueKind != JsonValueKind.Object)
        {
            return [];
        }

        try
        {
            return [.. value.EnumerateObject().Select(field => field.Name)];
        }
        catch (InvalidOperationException)
        {
            throw new MalformedRequestException($"'{name}' has a field whose name is not valid text");
        }
    }
}
