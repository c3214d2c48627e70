using System.Runtime.InteropServices;

namespace LionMl.Onnx.OnnxRuntime;

/// <summary>
/// Finds the library's file: in installed npm packages <c>onnxruntime-node</c>, and where the system keeps its libraries.
/// </summary>
internal static class OnnxRuntimeLocator
{
    private const string Package = "onnxruntime-node";

    /// <summary>Names under which the system may know the library.</summary>
    public static IReadOnlyList<string> SystemNames { get; } = OperatingSystem.IsWindows()
        ? ["onnxruntime.dll"]
        : OperatingSystem.IsMacOS()
            ? ["libonnxruntime.dylib", "/opt/homebrew/lib/libonnxruntime.dylib", "/usr/local/lib/libonnxruntime.dylib"]
            : ["libonnxruntime.so.1", "libonnxruntime.so"];

    /// <summary>Files in the packages of a node_modules folder, and of those in a folder and above it, in this order.</summary>
    /// <param name="start">The folder to begin with.</param>
    /// <param name="nodeModules">A node_modules folder to look in first, or null.</param>
    public static IEnumerable<string> InPackages(string start, string? nodeModules)
    {
        IEnumerable<string> roots = nodeModules is { Length: > 0 } ? [nodeModules] : [];
        for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
        {
            roots = roots.Append(Path.Combine(folder.FullName, "node_modules"));
        }

        return roots.SelectMany(InPackage);
    }

    /// <summary>Files in the package of one node_modules folder.</summary>
    public static IEnumerable<string> InPackage(string nodeModules)
    {
        string system = OperatingSystem.IsWindows() ? "win32" : OperatingSystem.IsMacOS() ? "darwin" : "linux";
        string machine = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "arm64" : "x64";
        string pattern = OperatingSystem.IsWindows() ? "onnxruntime.dll" : "libonnxruntime*";

        // bin/napi-v6: the number is that of Node's own interface, which does not matter here.
        string binaries = Path.Combine(nodeModules, Package, "bin");
        return Entries(binaries, folder => Directory.GetDirectories(folder, "napi-v*"))
            .SelectMany(version => Entries(Path.Combine(version, system, machine), folder => Directory.GetFiles(folder, pattern)));
    }

    private static IEnumerable<string> Entries(string folder, Func<string, string[]> list)
    {
        try
        {
            return Directory.Exists(folder) ? list(folder).Order(StringComparer.Ordinal) : [];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
