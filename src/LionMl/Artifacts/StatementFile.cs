using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using LionMl.Commands;
using LionMl.Onnx;

namespace LionMl.Artifacts;

/// <summary>
/// <c>statement.json</c>: what snarkVM's bytes cannot carry. Written by setup, completed by the proof. A verifier reads it as the
/// prover's word: it only says which files belong together and what the numbers mean.
/// </summary>
[TypeFormatterSource("LionMl.Interactive.Formatting.PartFormatterSource, LionMl.Interactive")]
public sealed record StatementFile
{
    /// <summary>The value of <see cref="Format"/>.</summary>
    public const string FormatName = "lionml-statement";

    /// <summary>The layout that this program writes and reads.</summary>
    public const int CurrentVersion = 1;

    /// <summary>No sensible statement is longer.</summary>
    internal const long MaxBytes = 16L << 20;

    private static readonly JsonSerializerOptions Style = new()
    {
        TypeInfoResolver = JsonTypes.Resolver,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = 8,
    };

    /// <summary>Says what kind of file this is.</summary>
    public string Format { get; init; } = FormatName;

    /// <summary>The version of this layout.</summary>
    public int FormatVersion { get; init; } = CurrentVersion;

    /// <summary>The version of the program that wrote it.</summary>
    public string Lionml { get; init; } = CommandTable.ProgramVersion;

    /// <summary>The proof system's version: <c>v2</c> or <c>v3</c>.</summary>
    public required string Varuna { get; init; }

    /// <summary>The structured reference string.</summary>
    public required StatementSrs Srs { get; init; }

    /// <summary>The model's name and the SHA-256 of its file.</summary>
    public required StatementModel Model { get; init; }

    /// <summary>Who sees what.</summary>
    public required string Visibility { get; init; }

    /// <summary>The SHA-256 of the circuit's constraints.</summary>
    public required string CircuitSha256 { get; init; }

    /// <summary>The SHA-256 of <c>verifying.key</c>: its fingerprint.</summary>
    public required string KeySha256 { get; init; }

    /// <summary>The public tensors, in the order of the public inputs.</summary>
    public ImmutableArray<StatementTensor> Tensors { get; init; } = [];

    /// <summary>The public inputs that are hashes; null if there is none.</summary>
    public ImmutableArray<StatementDigest>? Digests { get; init; }

    /// <summary>Options that were used, defaults included.</summary>
    public ImmutableDictionary<string, string> Options { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The proof; null until there is one.</summary>
    public StatementProof? Proof { get; init; }

    /// <summary>The file's text.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Style);

    /// <summary>Reads the file's bytes.</summary>
    /// <param name="path">For messages only.</param>
    /// <param name="json">The bytes.</param>
    /// <exception cref="LionException">Not a statement, or of another version.</exception>
    public static StatementFile Read(string path, ReadOnlySpan<byte> json)
    {
        try
        {
            Head head = JsonSerializer.Deserialize<Head>(
                json,
                new JsonSerializerOptions
                {
                    TypeInfoResolver = JsonTypes.Resolver,
                    PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
                    MaxDepth = 8,
                })!;
            if (head?.Format != FormatName)
            {
                throw LionException.BadInput($"{path} is not a LionML statement.");
            }

            if (head.FormatVersion != CurrentVersion)
            {
                throw LionException.BadInput(
                    $"{path} has format version {head.FormatVersion} and this program reads version {CurrentVersion}; run 'lion setup' "
                        + "and 'lion prove' again.");
            }

            StatementFile statement = JsonSerializer.Deserialize<StatementFile>(json, Style)!;
            return statement.FindProblem() is { } problem ? throw LionException.BadInput($"{path}: {problem}") : statement;
        }
        catch (JsonException failure)
        {
            string where = failure.LineNumber is { } line ? $" (line {line + 1})" : string.Empty;
            throw LionException.BadInput($"{path} is not a readable statement{where}.", failure);
        }
    }

    private string? FindProblem()
    {
        if (Varuna is not ("v2" or "v3"))
        {
            return $"the proof system '{Varuna}' is unknown; this program knows v2 and v3.";
        }

        if (Srs.Kind is not ("aleo" or "sandbox") || (Srs.Kind == "sandbox" && Srs.VerifierHex is null))
        {
            return "its description of the structured reference string is not usable.";
        }

        if (Srs.VerifierHex is { } hex && (hex.Length % 2 != 0 || !hex.All(char.IsAsciiHexDigit)))
        {
            return "the sandbox SRS in it is not hexadecimal.";
        }

        if (Tensors.IsDefault || Tensors.Any(tensor => !tensor.IsUsable))
        {
            return "its description of the public tensors is not usable.";
        }

        if (Digests is { } digests && (digests.IsDefault || digests.Any(digest => !digest.IsUsable)))
        {
            return "its description of the digests is not usable.";
        }

        string?[] hashes = [KeySha256, CircuitSha256, Model.Sha256, Srs.Sha256, Proof?.Sha256, Proof?.PublicSha256];
        return hashes.Any(hash => hash is not null && (hash.Length != 64 || !hash.All(char.IsAsciiHexDigit)))
            ? "a SHA-256 in it does not have 64 hexadecimal digits."
            : null;
    }

    private sealed record Head(string? Format, int FormatVersion);
}
