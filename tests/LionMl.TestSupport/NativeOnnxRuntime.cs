using LionMl.Onnx.OnnxRuntime;

namespace LionMl.TestSupport;

/// <summary>ONNX Runtime for tests: the copy that the environment names, else the one that npm installed in tests/interop.</summary>
public static class NativeOnnxRuntime
{
    private static readonly (OnnxRuntimeLibrary? Library, string? Missing) Found = Find();

    /// <summary>Why there is none, or null.</summary>
    public static string? Missing => Found.Missing;

    /// <summary>The library.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static OnnxRuntimeLibrary Library => Found.Library ?? throw new InvalidOperationException(Missing);

    private static (OnnxRuntimeLibrary? Library, string? Missing) Find()
    {
        bool isNamed = Environment.GetEnvironmentVariable(OnnxRuntimeLibrary.Variable) is { Length: > 0 };
        return OnnxRuntimeLibrary.TryLoad(isNamed ? null : InstalledForTests(), out OnnxRuntimeLibrary? library, out string? problem)
            ? (library, null)
            : (null, $"run `npm ci --ignore-scripts` in tests/interop: {problem}");
    }

    private static string? InstalledForTests()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string modules = Path.Combine(folder.FullName, "tests", "interop", "node_modules");
            if (Directory.Exists(Path.Combine(modules, "onnxruntime-node")))
            {
                return modules;
            }
        }

        return null;
    }
}
