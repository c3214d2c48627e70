using System.Text.Json.Nodes;
using LionMl.Notebooks.Tests.Hosting;

namespace LionMl.Notebooks.Tests;

/// <summary>The tutorials, run from top to bottom.</summary>
[Collection(NotebooksCollection.Name)]
public sealed class NotebookTests(JupyterHome home)
{
    private const string FirstProof = "01-first-proof";

    public static TheoryData<string> Names => [.. Checkout.Notebooks];

    [NeedsTheory(Part.Client, Part.Convert)]
    [MemberData(nameof(Names))]
    public void Jupyter_executes_every_cell_and_proofs_are_accepted(string name)
    {
        JsonObject notebook = home.Pages.Executed(name);
        (string Source, JsonObject Output)[] outputs = [.. NotebookPages.Outputs(notebook)];
        Assert.DoesNotContain(outputs, one => one.Output["output_type"]!.GetValue<string>() == "error");
        Assert.Contains(outputs, one => PlainText(one.Output).Contains("accepted", StringComparison.Ordinal)
            || PlainText(one.Output).Contains("made and verified", StringComparison.Ordinal)
            || PlainText(one.Output).Contains("proved and checked", StringComparison.Ordinal));
        Assert.Equal("lionml", notebook["metadata"]!["kernelspec"]!["name"]!.GetValue<string>());
    }

    [NeedsFact(Part.Client, Part.Convert)]
    public void The_first_notebook_ends_with_an_accepted_proof_and_a_lie_that_is_caught()
    {
        (string Source, string Text)[] said = [.. NotebookPages.Outputs(home.Pages.Executed(FirstProof)).Select(one => (one.Source, PlainText(one.Output)))];
        Assert.Contains(said, one => one.Source.StartsWith("#!lion-verify", StringComparison.Ordinal)
            && one.Text.StartsWith("accepted", StringComparison.Ordinal));
        Assert.Contains(said, one => one.Source.Contains("--public lie", StringComparison.Ordinal)
            && one.Text.StartsWith("REJECTED", StringComparison.Ordinal));
    }

    [NeedsFact(Part.Client, Part.Convert)]
    public void The_kernel_s_own_runner_gives_the_same_outputs_as_Jupyter()
    {
        string file = Path.Combine(home.Scratch, "own-run.ipynb");
        home.Run("dotnet", [Checkout.LionDll, "notebook", "run", Checkout.Notebook(FirstProof), "--out", file], TimeSpan.FromMinutes(5))
            .AssertOk();
        JsonObject own = JsonNode.Parse(File.ReadAllText(file))!.AsObject();
        Assert.Equal(Kinds(home.Pages.Executed(FirstProof)), Kinds(own));
    }

    // Timings and temporary folders differ from run to run; which outputs there are, and in which formats, does not.
    private static string[] Kinds(JsonObject notebook) =>
    [
        .. NotebookPages.Outputs(notebook).Select(one => one.Output["output_type"]!.GetValue<string>() + " "
            + string.Join(' ', (one.Output["data"]?.AsObject() ?? []).Select(pair => pair.Key).Order(StringComparer.Ordinal))),
    ];

    private static string PlainText(JsonObject output) =>
        NotebookPages.Text(output["data"]?["text/plain"]) + NotebookPages.Text(output["text"]);
}
