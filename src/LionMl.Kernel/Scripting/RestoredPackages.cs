using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace LionMl.Kernel.Scripting;

/// <summary>The files of restored packages.</summary>
/// <param name="CompileFiles">Libraries to compile against.</param>
/// <param name="RuntimeFiles">Libraries to run.</param>
/// <param name="NativeFolders">Folders with native libraries for this machine.</param>
internal sealed record RestoredPackages(
    ImmutableArray<string> CompileFiles, ImmutableArray<string> RuntimeFiles, ImmutableArray<string> NativeFolders)
{
    /// <summary>Reads what a restore has written.</summary>
    /// <param name="assetsJson">The text of <c>project.assets.json</c>.</param>
    /// <param name="runtime">The runtime identifier it was restored for.</param>
    public static RestoredPackages Read(string assetsJson, string runtime)
    {
        JsonObject root = JsonNode.Parse(assetsJson)!.AsObject();
        string[] folders = [.. root["packageFolders"]!.AsObject().Select(f => f.Key)];
        JsonObject libraries = root["libraries"]!.AsObject();
        JsonObject target = root["targets"]!.AsObject().Last(t => t.Key.EndsWith("/" + runtime, StringComparison.Ordinal)).Value!.AsObject();

        var compile = ImmutableArray.CreateBuilder<string>();
        var run = ImmutableArray.CreateBuilder<string>();
        var native = ImmutableArray.CreateBuilder<string>();
        foreach ((string id, JsonNode? library) in target)
        {
            string? relative = (string?)libraries[id]?["path"];
            string? folder = relative is null ? null : folders.Select(f => Path.Combine(f, relative)).FirstOrDefault(Directory.Exists);
            if (folder is null || library is null)
                continue;

            compile.AddRange(Files(library["compile"], folder));
            run.AddRange(Files(library["runtime"], folder));
            native.AddRange(Files(library["native"], folder).Select(f => Path.GetDirectoryName(f)!));
        }

        return new RestoredPackages(compile.ToImmutable(), run.ToImmutable(), [.. native.Distinct()]);
    }

    private static IEnumerable<string> Files(JsonNode? assets, string folder) =>
        assets is null
            ? []
            : assets.AsObject().Select(a => Path.GetFullPath(Path.Combine(folder, a.Key))).Where(p => Path.GetFileName(p) != "_._");
}
