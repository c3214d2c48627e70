using System.Diagnostics;
using LionMl.Notebooks.Tests.Hosting;

namespace LionMl.Notebooks.Tests;

/// <summary>
/// Executes each notebook once by nbconvert and renders it, light and dark. What results is kept in <see cref="Checkout.Pages"/>.
/// </summary>
public sealed class NotebookPages(JupyterHome home)
{
    // Ten minutes for all of them is the goal; one alone may take that long where other work fills the machine.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);
    private readonly Dictionary<string, ExecutedNotebook> _done = [];

    /// <summary>A notebook's light page.</summary>
    public static string Page(string name) => Path.Combine(Checkout.Pages, name + ".html");

    /// <summary>A notebook's page in Jupyter's dark theme.</summary>
    public static string DarkPage(string name) => Path.Combine(Checkout.Pages, name + "-dark.html");

    /// <summary>Executes and renders a notebook, unless that is done.</summary>
    internal ExecutedNotebook Get(string name)
    {
        if (_done.TryGetValue(name, out ExecutedNotebook? known))
        {
            return known;
        }

        var watch = Stopwatch.StartNew();
        Convert(
            "--to", "notebook", "--execute", Checkout.Notebook(name), "--output", name,
            $"--ExecutePreprocessor.timeout={Patience.TotalSeconds}", "--ExecutePreprocessor.iopub_timeout=60");
        double seconds = watch.Elapsed.TotalSeconds;
        string executed = Path.Combine(Checkout.Pages, name + ".ipynb");
        Convert("--to", "html", executed, "--output", name);
        Convert("--to", "html", "--HTMLExporter.theme=dark", executed, "--output", name + "-dark");
        return _done[name] = ExecutedNotebook.Read(executed, seconds);
    }

    private void Convert(params string[] arguments) => home.Python(
        ["-m", "nbconvert", "--log-level", "WARN", "--output-dir", Checkout.Pages, .. arguments], Patience).AssertOk();
}
