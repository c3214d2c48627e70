using System.Text.Json.Nodes;
using LionMl.Notebooks.Tests.Hosting;

namespace LionMl.Notebooks.Tests;

/// <summary>The rendered notebooks in a real browser; screenshots are kept as build output.</summary>
[Collection(NotebooksCollection.Name)]
public sealed class BrowserTests(JupyterHome home)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public static TheoryData<string> Names => [.. Checkout.Notebooks];

    [NeedsTheory(Part.Client, Part.Convert, Part.Browser)]
    [MemberData(nameof(Names))]
    public void Pages_are_legible_without_scripts_in_light_and_dark(string name)
    {
        (string light, string dark) = home.Pages.Rendered(name);
        foreach ((string page, string shade) in ((string, string)[])[(light, "light"), (dark, "dark")])
        {
            string picture = Path.Combine(Checkout.Pages, $"{name}-{shade}.png");
            JsonObject seen = Look("look.mjs", page, picture);
            Assert.True(File.Exists(picture));
            Assert.Empty(seen["problems"]!.AsArray().Select(problem => problem!.GetValue<string>()));
            Assert.True(seen["tables"]!.GetValue<int>() > 0, "no table is visible");
        }
    }

    [NeedsFact(Part.Client, Part.Convert, Part.Notebook, Part.Browser)]
    public void The_classic_notebook_shows_untrusted_outputs_and_runs_cells_live()
    {
        home.Pages.Executed("01-first-proof");
        string folder = home.Folder("classic");
        // A copy that nobody signed: the front end shows its outputs, sanitised.
        File.Copy(Path.Combine(Checkout.Pages, "01-first-proof.ipynb"), Path.Combine(folder, "untrusted.ipynb"), overwrite: true);
        string source = File.ReadAllText(Checkout.Notebook("01-first-proof"));
        string models = Path.Combine(Checkout.Root, "tests", "models").Replace('\\', '/');
        File.WriteAllText(Path.Combine(folder, "live.ipynb"), source.Replace("../tests/models", models, StringComparison.Ordinal));
        using var server = new NotebookServer(home, folder);
        JsonObject untrusted = Look("classic.mjs", server.Url("untrusted.ipynb"), Path.Combine(Checkout.Pages, "classic-untrusted.png"), "show");
        Assert.Empty(untrusted["problems"]!.AsArray().Select(problem => problem!.GetValue<string>()));
        Assert.True(untrusted["tables"]!.GetValue<int>() > 0 && untrusted["images"]!.GetValue<int>() > 0, untrusted.ToJsonString());
        JsonObject live = Look("classic.mjs", server.Url("live.ipynb"), Path.Combine(Checkout.Pages, "classic-live.png"), "run");
        Assert.Empty(live["problems"]!.AsArray().Select(problem => problem!.GetValue<string>()));
        Assert.Contains("accepted", live["text"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    private JsonObject Look(string script, params string[] arguments)
    {
        Tool node = home.Run("node", [Path.Combine(Checkout.Browser, script), Parts.Chromium!, .. arguments], Patience).AssertOk();
        return JsonNode.Parse(node.Output)!.AsObject();
    }
}
