using System.Diagnostics;

namespace LionMl.Notebooks.Tests.Hosting;

/// <summary>A user of Jupyter who has nothing but this kernel: folders of their own, so that the real user's stay as they are.</summary>
public sealed class JupyterHome : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lionml-jupyter-");

    /// <summary>Installs the kernel for this user.</summary>
    public JupyterHome()
    {
        Directory.CreateDirectory(Checkout.Pages);
        Run("dotnet", [Checkout.LionDll, "kernel", "install", "--quiet"], TimeSpan.FromMinutes(1)).AssertOk();
    }

    /// <summary>The Python suites as this user runs them.</summary>
    public PythonSuites Suites => field ??= new PythonSuites(this);

    /// <summary>The notebooks as this user executes them.</summary>
    public NotebookPages Pages => field ??= new NotebookPages(this);

    /// <summary>A folder for files of the tests.</summary>
    public string Scratch => Folder("scratch");

    /// <summary>How to start a program as this user.</summary>
    internal ProcessStartInfo Start(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Scratch };
        start.Environment["HOME"] = Folder("home");
        start.Environment["DOTNET_CLI_HOME"] = Folder("home");
        start.Environment["XDG_CONFIG_HOME"] = Folder("home");
        start.Environment["XDG_CACHE_HOME"] = Folder("home");
        start.Environment["JUPYTER_DATA_DIR"] = Folder("data");
        start.Environment["JUPYTER_CONFIG_DIR"] = Folder("config");
        start.Environment["JUPYTER_RUNTIME_DIR"] = Folder("runtime");
        start.Environment["IPYTHONDIR"] = Folder("ipython");
        start.Environment["LIONML_HOME"] = Folder("lionml");
        start.Environment["LIONML_TEST_DLL"] = Checkout.LionDll;
        start.Environment["LIONML_TEST_MODELS"] = Path.Combine(Checkout.Root, "tests", "models");
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        start.Environment["TERM"] = "dumb";
        start.Environment.Remove("JUPYTER_PATH");
        start.Environment.Remove("JPY_PARENT_PID");

        // Aleo's SRS comes in an npm package that the tests against Aleo's verifier install anyway.
        string modules = Path.Combine(Checkout.Root, "tests", "interop", "node_modules");
        if (Directory.Exists(modules))
        {
            start.Environment["LIONML_NODE_MODULES"] = modules;
        }

        return start;
    }

    /// <summary>Runs a program as this user.</summary>
    internal Tool Run(string program, IEnumerable<string> arguments, TimeSpan patience, string? input = null) =>
        Tool.Run(Start(program, arguments), patience, input);

    /// <summary>Runs a Python module or script as this user.</summary>
    internal Tool Python(IEnumerable<string> arguments, TimeSpan patience, string? input = null) =>
        Run(Parts.Python, arguments, patience, input);

    /// <summary>One of this user's folders.</summary>
    internal string Folder(string name) => _folder.CreateSubdirectory(name).FullName;

    public void Dispose()
    {
        try
        {
            _folder.Delete(recursive: true);
        }
        catch (IOException)
        {
            // A kernel that is still ending may write a last file; what is left lies in the folder of temporary files.
        }
    }
}
