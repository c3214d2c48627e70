using System.Globalization;
using System.Runtime.CompilerServices;
using LionMl.Torch.Tests.Cases;

namespace LionMl.Torch.Tests;

/// <summary>The checked-in table of errors against PyTorch, docs/torch-subset.md.</summary>
public sealed class ErrorTableTests
{
    private const string Header = "| module or function | forward error | gradient error | ONNX Runtime error | exports |";

    [Fact]
    public void The_table_lists_just_the_cases()
    {
        string path = Path.Combine(Path.GetDirectoryName(SourceFile())!, "..", "..", "docs", "torch-subset.md");
        if (Environment.GetEnvironmentVariable("LIONML_WRITE_TABLE") is not null)
        {
            File.WriteAllText(path, Table());
        }

        // Not the figures: their last digits are another machine's.
        string[] lines = File.ReadAllLines(path);
        Assert.Contains(Header, lines);
        string[] listed = [.. lines.Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('`')[1])];
        Assert.Equal(TorchCases.All.Select(item => item.Name).Order(StringComparer.Ordinal), listed);
    }

    private static string SourceFile([CallerFilePath] string path = "") => path;

    private static string Table()
    {
        var lines = new List<string>
        {
            "# The subset of TorchSharp, measured against PyTorch",
            string.Empty,
            "Every module and function below is compared with PyTorch 1.13 on random inputs: the largest |difference| / max(1, |value|) "
                + "of the",
            "results and of the gradients of inputs and parameters. Where it exports, the traced graph run by the reference interpreter "
                + "agrees",
            "with the eager run within 1e-5, and so does ONNX Runtime's run of the exported file: its error, against the eager run, is in "
                + "the",
            "fourth column. The table is written by `ErrorTableTests` (see `tests/LionMl.Torch.Tests/goldens/README.md`).",
            string.Empty,
            Header,
            "|---|---|---|---|---|",
        };
        foreach (TorchCase item in TorchCases.All.OrderBy(item => item.Name, StringComparer.Ordinal))
        {
            CaseErrors errors = CaseErrors.Of(item);
            string gradient = errors.Gradient is { } value ? Text(value) : "–";
            string runtime = item.Exports ? Text(OnnxRuntimeError.Of(item)) : "–";
            lines.Add($"| `{item.Name}` | {Text(errors.Forward)} | {gradient} | {runtime} | {(item.Exports ? "yes" : "training only")} |");
        }

        return string.Join('\n', lines) + "\n";
    }

    private static string Text(double error) => error == 0 ? "0" : error.ToString("0.0e+0", CultureInfo.InvariantCulture);
}
