using System.Collections.Immutable;
using LionMl.Artifacts;
using LionMl.Commands;
using LionMl.Results;
using LionMl.Running;

namespace LionMl.Interactive;

/// <summary>
/// Where a notebook's artifacts lie while nobody names a folder, and which of them a step needs: a notebook goes on with what it made last.
/// </summary>
internal sealed class MagicWorkspace : IDisposable
{
    // What each step finds in its folder, what a person calls it, and which step makes it.
    private static readonly ImmutableArray<(string Verb, string File, string Words, string Before)> Needs =
    [
        ("estimate", ArtifactNames.Circuit, "is no circuit", "quantize"),
        ("table", ArtifactNames.Circuit, "is no circuit", "quantize"),
        ("setup", ArtifactNames.Circuit, "is no circuit", "quantize"),
        ("mock", ArtifactNames.Circuit, "is no circuit", "quantize"),
        ("prove", ArtifactNames.Statement, "are no keys", "setup"),
        ("verify", ArtifactNames.Proof, "is no proof", "prove"),
    ];

    private ScratchFolder? _scratch;
    private string? _current;

    /// <summary>The folder for a model that is about to be quantised; the same each time.</summary>
    public string FolderFor(string modelName)
    {
        _scratch ??= new ScratchFolder();
        string stem = Path.GetFileNameWithoutExtension(modelName);
        char[] name = [.. stem.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '_')];
        return Path.Combine(_scratch.Path, name.Length == 0 || name.All(c => c == '.') ? "model" : new string(name));
    }

    /// <summary>The folder that a step goes on with.</summary>
    /// <exception cref="LionException">The step before it has not run.</exception>
    public string Require(Verb verb)
    {
        var need = Needs.FirstOrDefault(one => one.Verb == verb.Name);
        return need.Verb is null || (_current is not null && File.Exists(Path.Combine(_current, need.File)))
            ? _current ?? throw Missing("are no artifacts", "quantize")
            : throw Missing(need.Words, _current is null ? "quantize" : need.Before);
    }

    /// <summary>Goes on with the folder of a result.</summary>
    public void Follow(LionResult result)
    {
        if (result is IArtifactFolder { Folder: var folder })
        {
            _current = folder;
        }
    }

    public void Dispose() => _scratch?.Dispose();

    private static LionException Missing(string words, string before) =>
        new(FailureKind.BadInput, $"There {words} yet: run {LionMagics.Prefix}{before} first, or name the folder.");
}
