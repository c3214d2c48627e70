using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace LionMl.Kernel.Specs;

/// <summary>Where Jupyter looks for kernels. The environment is given, so that it can be another one in tests.</summary>
/// <param name="variable">Reads an environment variable.</param>
/// <param name="home">The user's home folder.</param>
internal sealed class KernelSpecPaths(Func<string, string?> variable, string home)
{
    /// <summary>The folders of this process's environment.</summary>
    public static KernelSpecPaths Current { get; } = new(
        Environment.GetEnvironmentVariable,
        Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify));

    /// <summary>The folder of a kernel's files inside a folder of Jupyter data.</summary>
    public static string Inside(string data) => Path.Combine(data, "kernels", KernelSpec.Name);

    /// <summary>Jupyter's data inside a prefix such as <c>/usr/local</c> or a Python environment.</summary>
    public static string DataOf(string prefix) => Path.Combine(prefix, "share", "jupyter");

    /// <summary>The user's own Jupyter data: <c>JUPYTER_DATA_DIR</c>, else the system's custom.</summary>
    /// <exception cref="LionException">The user has no home folder.</exception>
    public string UserData()
    {
        if (Given("JUPYTER_DATA_DIR") is { } data)
        {
            return data;
        }

        if (OperatingSystem.IsWindows() && Given("APPDATA") is { } roaming)
        {
            return Path.Combine(roaming, "jupyter");
        }

        if (home.Length == 0)
        {
            throw new LionException(
                FailureKind.BadInput, "This user has no home folder; set JUPYTER_DATA_DIR to a folder, or use --prefix DIR.");
        }

        return OperatingSystem.IsMacOS()
            ? Path.Combine(home, "Library", "Jupyter")
            : Path.Combine(Given("XDG_DATA_HOME") ?? Path.Combine(home, ".local", "share"), "jupyter");
    }

    /// <summary>The prefix of the Python environment in use: an activated one, else that of the first Python on the path.</summary>
    /// <exception cref="LionException">There is none.</exception>
    public string PythonPrefix() => TryPythonPrefix() ?? throw new LionException(
        FailureKind.BadInput, "No Python was found for --sys-prefix: activate the environment that holds Jupyter, or use --prefix DIR.");

    /// <summary>Every folder of Jupyter data, in Jupyter's order.</summary>
    public IReadOnlyList<string> SearchPath()
    {
        var folders = new List<string>();
        folders.AddRange((Given("JUPYTER_PATH") ?? string.Empty).Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries));
        if (Given("JUPYTER_DATA_DIR") is not null || home.Length > 0)
        {
            folders.Add(UserData());
        }

        if (TryPythonPrefix() is { } prefix)
        {
            folders.Add(DataOf(prefix));
        }

        if (OperatingSystem.IsWindows())
        {
            if (Given("PROGRAMDATA") is { } shared)
            {
                folders.Add(Path.Combine(shared, "jupyter"));
            }
        }
        else
        {
            folders.Add("/usr/local/share/jupyter");
            folders.Add("/usr/share/jupyter");
        }

        return [.. folders.Distinct(StringComparer.Ordinal)];
    }

    private string? Given(string name) => variable(name) is { Length: > 0 } value ? value : null;

    private string? TryPythonPrefix()
    {
        if ((Given("VIRTUAL_ENV") ?? Given("CONDA_PREFIX")) is { } active)
        {
            return active;
        }

        foreach (string folder in (Given("PATH") ?? string.Empty).Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
        {
            foreach (string name in OperatingSystem.IsWindows() ? ["python.exe"] : (string[])["python3", "python"])
            {
                string python = Path.Combine(folder, name);
                if (File.Exists(python) && Ask(python) is { } prefix)
                {
                    return prefix;
                }
            }
        }

        return null;
    }

    // Only Python itself knows: links, wrappers and shims hide where it lives.
    private static string? Ask(string python)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(python, ["-I", "-c", "import sys; print(sys.prefix)"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                RedirectStandardInput = true,
            })!;
            string prefix = process.StandardOutput.ReadToEnd().Trim();
            return process.WaitForExit(TimeSpan.FromSeconds(10)) && process.ExitCode == 0 && Directory.Exists(prefix) ? prefix : null;
        }
        catch (Exception failure) when (failure is Win32Exception or IOException or InvalidOperationException or ExternalException)
        {
            return null;
        }
    }
}
