using System.Globalization;
using System.Runtime.CompilerServices;
using LionMl.Torch.Tests.Cases;

namespace LionMl.Torch.Tests;

/// <summary>The checked-in table of errors against PyTorch, docs/torch-subset.md.</summary>
public sealed class ErrorTableTests
{
    private const string Header = "| module or function | forward error | gradient error | ONNX Runtime error | circuit |";

    [Fact]
    public void The_table_lists_just_the_cases()
    {
        string path = TablePath;
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

    /// <summary>The cells of a case's row.</summary>
    internal static string[] Row(string name) => [.. Lines.Value.Single(line => line.StartsWith($"| `{name}` |", StringComparison.Ordinal))
        .Trim('|').Split('|').Select(cell => cell.Trim())];

    private static readonly Lazy<string[]> Lines = new(() => File.ReadAllLines(TablePath));

    private static string TablePath => Path.Combine(Path.GetDirectoryName(SourceFile())!, "..", "..", "docs", "torch-subset.md");

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
            "fourth column. The last column says whether a circuit of it is proved and accepted, or which operators the compiler lacks. The",
            "table is written by `ErrorTableTests` (see `tests/LionMl.Torch.Tests/goldens/README.md`).",
            string.Empty,
            Header,
            "|---|---|---|---|---|",
        };
        foreach (TorchCase item in TorchCases.All.OrderBy(item => item.Name, StringComparer.Ordinal))
        {
            CaseErrors errors = CaseErrors.Of(item);
            string gradient = errors.Gradient is { } value ? Text(value) : "–";
            string circuit = item.Exports ? ProofOutcome.Of(item).Text : "training only";
            string runtime = item.Exports ? Text(OnnxRuntimeError.Of(item)) : "–";
            lines.Add($"| `{item.Name}` | {Text(errors.Forward)} | {gradient} | {runtime} | {circuit} |");
        }

        return string.Join('\n', lines) + "\n";
    }

    private static string Text(double error) => error == 0 ? "0" : error.ToString("0.0e+0", CultureInfo.InvariantCulture);
}
