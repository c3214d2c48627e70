using System.Runtime.InteropServices;

namespace LionMl.Kernel.Wire;

/// <summary>Finds libzmq: a path given by the user, the system's own, or the copy that a Python installation keeps beside pyzmq.</summary>
internal static class LibZmqLocator
{
    /// <summary>The environment variable that names the library's file.</summary>
    public const string Variable = "LIONML_LIBZMQ";

    private static readonly string[] Names = OperatingSystem.IsWindows()
        ? ["libzmq.dll", "libzmq-mt-4_3_5.dll"]
        : OperatingSystem.IsMacOS()
            ? ["libzmq.5.dylib", "libzmq.dylib", "/opt/homebrew/lib/libzmq.5.dylib", "/usr/local/lib/libzmq.5.dylib"]
            : ["libzmq.so.5", "libzmq.so"];

    /// <summary>Loads the first copy that can be loaded.</summary>
    /// <exception cref="LionException">There is none.</exception>
    public static nint Load()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
        {
            return NativeLibrary.TryLoad(named, out nint given)
                ? given
                : throw new LionException(
                    FailureKind.BadInput,
                    $"{Variable} names {named}, which cannot be loaded as libzmq; correct the variable or remove it.");
        }

        foreach (string candidate in Names.Concat(BesidePython(PythonFolders())))
        {
            if (NativeLibrary.TryLoad(candidate, out nint handle))
            {
                return handle;
            }
        }

        throw new LionException(FailureKind.BadInput, Missing());
    }

    /// <summary>Files that may be libzmq in folders of Python packages or environments.</summary>
    public static IEnumerable<string> BesidePython(IEnumerable<string> folders)
    {
        foreach (string folder in folders)
        {
            // Wheels: pyzmq.libs (Linux, Windows), zmq/.dylibs (macOS), zmq/.libs (old); conda: lib and Library/bin of the environment.
            foreach (string inner in (string[])["pyzmq.libs", "zmq/.dylibs", "zmq/.libs", "zmq", "."])
            {
                foreach (string file in Files(Path.Combine(folder, inner)))
                {
                    yield return file;
                }
            }
        }
    }

    private static IEnumerable<string> PythonFolders()
    {
        var roots = new List<string?>
        {
            Environment.GetEnvironmentVariable("VIRTUAL_ENV"), Environment.GetEnvironmentVariable("CONDA_PREFIX"),
        };

        // Jupyter puts the folder of its own Python on the path of its kernels.
        foreach (string folder in (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator))
        {
            if (Path.IsPathRooted(folder))
            {
                roots.Add(OperatingSystem.IsWindows() ? folder : Path.GetDirectoryName(folder.TrimEnd('/')));
            }
        }

        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        roots.Add(Path.Combine(home, ".local"));
        roots.Add("/usr/local");
        foreach (string root in roots.OfType<string>().Where(root => root.Length > 0).Distinct(StringComparer.Ordinal))
        {
            yield return Path.Combine(root, "lib");
            yield return Path.Combine(root, "Library", "bin");
            yield return Path.Combine(root, "Lib", "site-packages");
            foreach (string version in Folders(Path.Combine(root, "lib"), "python3*"))
            {
                yield return Path.Combine(version, "site-packages");
                yield return Path.Combine(version, "dist-packages");
            }
        }

        foreach (string version in Folders(Path.Combine(home, "Library", "Python"), "3.*"))
        {
            yield return Path.Combine(version, "lib", "python", "site-packages");
        }
    }

    private static string[] Files(string folder)
    {
        try
        {
            return Directory.Exists(folder)
                ? [.. Directory.EnumerateFiles(folder, "libzmq*").Where(IsLibrary).Order(StringComparer.Ordinal)]
                : [];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static string[] Folders(string folder, string pattern)
    {
        try
        {
            return Directory.Exists(folder) ? Directory.GetDirectories(folder, pattern) : [];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static bool IsLibrary(string file)
    {
        string name = Path.GetFileName(file);
        return name.EndsWith(".dll", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith(".dylib", StringComparison.Ordinal)
            || name.Contains(".so", StringComparison.Ordinal);
    }

    private static string Missing()
    {
        string remedy = OperatingSystem.IsWindows()
            ? "run 'pip install pyzmq' in the Python that runs Jupyter"
            : OperatingSystem.IsMacOS()
                ? "run 'brew install zeromq', or 'pip install pyzmq' in the Python that runs Jupyter"
                : "run 'apt-get install libzmq5' (Fedora: 'dnf install zeromq'), or 'pip install pyzmq' in the Python that runs Jupyter";
        return $"The kernel talks to Jupyter through libzmq, which was not found on this machine: {remedy}; "
            + $"or set {Variable} to the library's file.";
    }
}
