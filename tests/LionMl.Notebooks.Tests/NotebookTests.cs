using System.Globalization;
using LionMl.Notebooks.Tests.Hosting;
using Xunit.Abstractions;

namespace LionMl.Notebooks.Tests;

/// <summary>The tutorials, executed from a clean state.</summary>
[Collection(NotebooksCollection.Name)]
public sealed class NotebookTests(JupyterHome home, ITestOutputHelper log)
{
    /// <summary>All notebooks.</summary>
    public static TheoryData<string> Names => [.. Checkout.Notebooks];

    [NeedsTheory(Part.Client, Part.Convert)]
    [MemberData(nameof(Names))]
    public void Nbconvert_executes_every_cell_and_each_proof_is_accepted(string name)
    {
        ExecutedNotebook notebook = home.Pages.Get(name);
        log.WriteLine($"{name}: {notebook.Seconds:0.0} s");
        Assert.NotEmpty(notebook.Cells);
        foreach (ExecutedNotebook.Cell cell in notebook.Cells)
        {
            Assert.DoesNotContain(cell.Outputs, output => output.Kind == "error");
            // What goes to standard error is shown in red; a tutorial has no reason to warn.
            Assert.DoesNotContain(cell.Outputs, output => output.Kind == "stream" && (string?)output.Json["name"] == "stderr");
            AssertVerdict(cell);
        }

        Assert.True(new FileInfo(NotebookPages.Page(name)).Length > 100_000);
    }

    [NeedsFact(Part.Client, Part.Convert)]
    public void All_notebooks_together_take_no_longer_than_a_workshop_can_wait()
    {
        double seconds = Checkout.Notebooks.Sum(name => home.Pages.Get(name).Seconds);
        log.WriteLine($"{seconds:0} s in all");

        // Ten minutes on two idle cores; builds and tests beside may take half of them.
        Assert.True(seconds < 20 * 60, $"{seconds:0} s");
    }

    [NeedsTheory(Part.Client, Part.Convert)]
    [InlineData("01-first-proof")]
    [InlineData("04-privacy")]
    public void The_kernels_own_runner_gives_the_same_outputs(string name)
    {
        string run = Path.Combine(home.Scratch, name + "-run.ipynb");
        string[] command = [Checkout.LionDll, "notebook", "run", Checkout.Notebook(name), "--out", run, "--quiet"];
        home.Run("dotnet", command, TimeSpan.FromMinutes(10)).AssertOk();
        ExecutedNotebook own = ExecutedNotebook.Read(run, 0), theirs = home.Pages.Get(name);
        Assert.Equal(theirs.Cells.Select(cell => cell.Source), own.Cells.Select(cell => cell.Source));
        foreach ((ExecutedNotebook.Cell expected, ExecutedNotebook.Cell actual) in theirs.Cells.Zip(own.Cells))
        {
            Assert.Equal(expected.Outputs.Select(one => one.Signature), actual.Outputs.Select(one => one.Signature));
        }
    }

    [NeedsFact(Part.Client, Part.Convert)]
    public void The_trained_model_and_its_circuit_know_digits_they_have_not_seen()
    {
        string[] printed =
        [
            .. home.Pages.Get("06-train-and-prove").Cells.SelectMany(cell => cell.Outputs).Where(output => output.Kind == "stream")
                .SelectMany(output => output.Printed.Split('\n')),
        ];
        foreach (string what in (string[])["test digits:", "floating point:", "circuit:", "same answer:"])
        {
            string line = Assert.Single(printed, line => line.StartsWith(what, StringComparison.Ordinal));
            log.WriteLine(line);
            Assert.InRange(double.Parse(line[what.Length..line.IndexOf('%', StringComparison.Ordinal)], CultureInfo.InvariantCulture), 95, 100);
        }
    }

    private static void AssertVerdict(ExecutedNotebook.Cell cell)
    {
        bool verifies = cell.Source.Split('\n').Any(line =>
            line.StartsWith("#!lion-verify", StringComparison.Ordinal) || line.StartsWith("#!lion-run", StringComparison.Ordinal));
        if (!verifies)
        {
            return;
        }

        // A cell that names its result "caught" plays a liar.
        string expected = cell.Source.Contains("--as caught", StringComparison.Ordinal) ? "rejected" : "accepted";
        string[] verdicts =
        [
            .. cell.Outputs.Where(output => output.Kind == "display_data").Select(output => output.Data("text/plain").Split('\n')[0]),
        ];
        Assert.Contains(verdicts, verdict => verdict.StartsWith(expected, StringComparison.OrdinalIgnoreCase)
            || verdict.EndsWith(": " + expected, StringComparison.Ordinal));
    }
}
