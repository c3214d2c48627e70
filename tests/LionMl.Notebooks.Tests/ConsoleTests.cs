using LionMl.Notebooks.Tests.Hosting;

namespace LionMl.Notebooks.Tests;

/// <summary>jupyter-console, as a person without a browser uses it.</summary>
[Collection(NotebooksCollection.Name)]
public sealed class ConsoleTests(JupyterHome home)
{
    [NeedsFact(Part.Client, Part.Console)]
    public void Cells_that_are_piped_in_are_answered()
    {
        const string Cells = """
            int seven = 7;
            seven * 6
            Console.WriteLine("printed " + "by the cell");
            #!lion-setup
            throw new Exception("on purpose");
            "still " + "here"

            """;
        Tool console = home.Python(
            ["-m", "jupyter_console", "--kernel", "lionml", "--simple-prompt", "--no-confirm-exit"], TimeSpan.FromMinutes(3), Cells);
        console.AssertOk();
        Assert.Contains("42", console.Output, StringComparison.Ordinal);
        Assert.Contains("printed by the cell", console.Output, StringComparison.Ordinal);
        Assert.Contains("run #!lion-quantize first", console.Output + console.Error, StringComparison.Ordinal);
        Assert.Contains("on purpose", console.Output + console.Error, StringComparison.Ordinal);
        Assert.Contains("still here", console.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Traceback (most recent call last)", console.Output + console.Error, StringComparison.Ordinal);
    }
}
