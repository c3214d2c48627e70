using System.Text.Json.Nodes;
using LionMl.Notebooks.Tests.Hosting;

namespace LionMl.Notebooks.Tests;

/// <summary>The notebooks as Jupyter executes and renders them; each once, and kept as build output.</summary>
public sealed class NotebookPages(JupyterHome home)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(12);
    private readonly Dictionary<string, JsonObject> _executed = [];
    private readonly HashSet<string> _rendered = [];

    /// <summary>A notebook with the outputs that Jupyter got.</summary>
    internal JsonObject Executed(string name)
    {
        if (!_executed.TryGetValue(name, out JsonObject? notebook))
        {
            Convert(Checkout.Notebook(name), "--to", "notebook", "--execute", "--ExecutePreprocessor.timeout=600");
            notebook = JsonNode.Parse(File.ReadAllText(PathOf(name, ".ipynb")))!.AsObject();
            _executed.Add(name, notebook);
        }

        return notebook;
    }

    /// <summary>The pages of a notebook, light and dark.</summary>
    internal (string Light, string Dark) Rendered(string name)
    {
        Executed(name);
        string light = PathOf(name, ".html"), dark = PathOf(name, "-dark.html");
        if (_rendered.Add(name))
        {
            Convert(PathOf(name, ".ipynb"), "--to", "html", "--output", name);
            Convert(PathOf(name, ".ipynb"), "--to", "html", "--theme", "dark", "--output", name + "-dark");
        }

        return (light, dark);
    }

    /// <summary>All outputs of all cells.</summary>
    internal static IEnumerable<(string Source, JsonObject Output)> Outputs(JsonObject notebook) =>
        from cell in notebook["cells"]!.AsArray()
        where cell!["cell_type"]!.GetValue<string>() == "code"
        from output in cell["outputs"]!.AsArray()
        select (Text(cell["source"]), output!.AsObject());

    /// <summary>Notebook files hold a text as one string or as its lines.</summary>
    internal static string Text(JsonNode? text) =>
        text is JsonArray lines ? string.Concat(lines.Select(line => line!.GetValue<string>())) : text?.GetValue<string>() ?? "";

    private static string PathOf(string name, string ending) => Path.Combine(Checkout.Pages, name + ending);

    private void Convert(string source, params string[] arguments) =>
        home.Python(["-m", "nbconvert", source, "--output-dir", Checkout.Pages, .. arguments], Patience).AssertOk();
}
