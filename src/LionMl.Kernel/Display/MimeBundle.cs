using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace LionMl.Kernel.Display;

/// <summary>One value in several formats, of which a front end shows the richest that it knows.</summary>
/// <param name="Data">MIME type → text, or a JSON value for types that end in <c>json</c>. Holds <c>text/plain</c>.</param>
public sealed record MimeBundle(ImmutableDictionary<string, JsonNode> Data)
{
    /// <summary>A bundle of plain text.</summary>
    public static MimeBundle Text(string text) => new(ImmutableDictionary<string, JsonNode>.Empty.Add("text/plain", text));
}
