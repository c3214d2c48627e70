namespace LionMl.Notebooks.Tests.Hosting;

/// <summary>The files of the repository that the tests use where they lie.</summary>
internal static class Checkout
{
    /// <summary>The repository.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The tests' Python.</summary>
    public static string Scripts => Path.Combine(Root, "tests", "LionMl.Notebooks.Tests", "Jupyter");

    /// <summary>The tests' browser scripts.</summary>
    public static string Browser => Path.Combine(Root, "tests", "browser");

    /// <summary>Executed notebooks, rendered pages and screenshots are kept here: they are build output that people look at.</summary>
    public static string Pages => Path.Combine(Root, "artifacts", "notebooks");

    /// <summary>The command line, as built with the tests.</summary>
    public static string LionDll => Path.Combine(AppContext.BaseDirectory, "lion.dll");

    /// <summary>The notebooks by name, in order.</summary>
    public static IReadOnlyList<string> Notebooks { get; } =
    [
        .. Directory.EnumerateFiles(Path.Combine(Root, "notebooks"), "*.ipynb").Select(file => Path.GetFileNameWithoutExtension(file)!)
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>A notebook's source.</summary>
    public static string Notebook(string name) => Path.Combine(Root, "notebooks", name + ".ipynb");

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "LionMl.Interactive.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
