using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using LionMl.Algebra;

namespace LionMl.Artifacts;

/// <summary><c>private/salts.json</c>: for each instance the salts of its digests, in the statement's order.</summary>
internal static class SaltFile
{
    private const string Ending = "field";
    private const long MaxBytes = 64L << 20;
    private const string Remedy = "prove again, or give --salt";

    /// <summary>The file's text.</summary>
    public static string ToJson(IEnumerable<IReadOnlyList<Fr>> instances) =>
        new JsonArray([.. instances.Select(salts => new JsonArray([.. salts.Select(salt => JsonValue.Create($"{salt}{Ending}"))]))])
            .ToJsonString();

    /// <summary>Reads the file; null if there is none.</summary>
    /// <exception cref="LionException">The file is not of that form.</exception>
    public static ImmutableArray<ImmutableArray<Fr>>? Read(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(ArtifactFile.Read(path, MaxBytes, Remedy));
            return [.. document.RootElement.EnumerateArray().Select(instance =>
                instance.EnumerateArray().Select(salt => Parse(salt.GetString()) ?? throw new JsonException()).ToImmutableArray())];
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            throw LionException.BadInput($"{path} is not a list of salts; {Remedy}.", failure);
        }
    }

    /// <summary>Reads a salt: a number, with or without the ending <c>field</c>; <c>none</c> is zero.</summary>
    public static Fr? Parse(string? text)
    {
        if (text == "none")
        {
            return Fr.Zero;
        }

        text = text is not null && text.EndsWith(Ending, StringComparison.Ordinal) ? text[..^Ending.Length] : text;
        return text is { Length: > 0 and <= 96 } && Fr.TryParse(text, out Fr value) ? value : null;
    }
}
