using System.Collections.Immutable;
using System.Reflection;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using LionMl.Artifacts;

namespace LionMl.Kernel.Specs;

/// <summary>The files by which Jupyter knows the kernel: a folder <c>kernels/lionml</c> with <c>kernel.json</c> and a logo.</summary>
public static class KernelSpec
{
    /// <summary>The kernel's name in commands and notebooks.</summary>
    public const string Name = "lionml";

    /// <summary>The kernel's name for people.</summary>
    public const string DisplayName = "C# (LionML)";

    /// <summary>The language's name.</summary>
    public const string Language = "C#";

    private const string SpecFile = "kernel.json";
    private const string LogoFile = "logo-svg.svg";
    private const int MostBytes = 1 << 20;

    private static readonly JsonSerializerOptions Style = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>How Jupyter starts this very program: absolute, because Jupyter's path and folder are not ours.</summary>
    public static ImmutableArray<string> Command()
    {
        string program = Environment.ProcessPath
            ?? throw new LionException(FailureKind.BadInput, "The path of the running program is unknown; the kernel cannot be installed.");
        bool isShared = Path.GetFileNameWithoutExtension(program).Equals("dotnet", StringComparison.OrdinalIgnoreCase);
        string? assembly = Assembly.GetEntryAssembly()?.Location;
        return isShared && assembly is { Length: > 0 }
            ? [program, assembly, "kernel", "run", "{connection_file}"]
            : [program, "kernel", "run", "{connection_file}"];
    }

    /// <summary>Writes the kernel's files.</summary>
    /// <param name="data">The folder of Jupyter data.</param>
    /// <param name="command">What Jupyter starts, with absolute paths.</param>
    /// <returns>The folder of the files.</returns>
    /// <exception cref="LionException">They cannot be written.</exception>
    public static string Install(string data, ImmutableArray<string> command)
    {
        string folder = Path.GetFullPath(KernelSpecPaths.Inside(data));
        var spec = new JsonObject
        {
            ["argv"] = new JsonArray([.. command.Select(word => (JsonNode?)word)]),
            ["display_name"] = DisplayName,
            ["language"] = Language,
            // Signals cannot be caught on every system, and would reach processes that cells started.
            ["interrupt_mode"] = "message",
            ["metadata"] = new JsonObject { ["debugger"] = false },
        };
        if (Environment.GetEnvironmentVariable("DOTNET_ROOT") is { Length: > 0 } root)
        {
            spec["env"] = new JsonObject { ["DOTNET_ROOT"] = root };
        }

        using var transaction = new FileTransaction(folder);
        transaction.Write(LogoFile, stream => stream.Write(Encoding.UTF8.GetBytes(KernelLogo.Svg)));
        transaction.WriteText(SpecFile, spec.ToJsonString(Style));
        transaction.Commit();
        return folder;
    }

    /// <summary>Removes the kernel's files.</summary>
    /// <param name="data">The folder of Jupyter data.</param>
    /// <returns>The folder of the files; null when there were none.</returns>
    /// <exception cref="LionException">They cannot be removed.</exception>
    public static string? Uninstall(string data)
    {
        string folder = Path.GetFullPath(KernelSpecPaths.Inside(data));
        if (!Directory.Exists(folder))
        {
            return null;
        }

        try
        {
            // Only what an installation writes: whatever else lies there belongs to somebody.
            File.Delete(Path.Combine(folder, SpecFile));
            File.Delete(Path.Combine(folder, LogoFile));
            if (!Directory.EnumerateFileSystemEntries(folder).Any())
            {
                Directory.Delete(folder);
            }

            return folder;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new LionException(FailureKind.BadInput, $"{folder} could not be removed: {failure.Message}", failure);
        }
    }

    /// <summary>Every place where Jupyter finds the kernel, the one that it takes first.</summary>
    /// <param name="searchPath">Folders of Jupyter data.</param>
    public static ImmutableArray<InstalledKernel> Find(IEnumerable<string> searchPath)
    {
        ArgumentNullException.ThrowIfNull(searchPath);
        return
        [
            .. searchPath.Select(data => KernelSpecPaths.Inside(data))
                .Where(folder => File.Exists(Path.Combine(folder, SpecFile)))
                .Select(Look),
        ];
    }

    private static InstalledKernel Look(string folder)
    {
        string path = Path.Combine(folder, SpecFile);
        try
        {
            if (new FileInfo(path).Length > MostBytes)
            {
                return new InstalledKernel(folder, string.Empty, $"{SpecFile} is too large");
            }

            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            string[] words = [.. json.RootElement.GetProperty("argv").EnumerateArray().Select(word => word.GetString()!)];
            string? missing = words.FirstOrDefault(word => Path.IsPathRooted(word) && !File.Exists(word));
            string? problem = words.Length == 0
                ? $"{SpecFile} names no program"
                : missing is null ? null : $"{missing} does not exist; run 'lion kernel install' again";
            return new InstalledKernel(folder, string.Join(' ', words), problem);
        }
        catch (Exception failure) when (
            failure is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return new InstalledKernel(folder, string.Empty, $"{SpecFile} is not readable: {failure.Message.ReplaceLineEndings(" ")}");
        }
    }
}
