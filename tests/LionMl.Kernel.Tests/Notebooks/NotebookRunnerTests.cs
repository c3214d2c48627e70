using System.Text;
using System.Text.Json.Nodes;
using LionMl.Kernel.Notebooks;

namespace LionMl.Kernel.Tests.Notebooks;

public sealed class NotebookRunnerTests
{
    [Fact]
    public void Outputs_are_collected_as_nbformat_wants_them()
    {
        JsonArray cells = Run(out NotebookRun run, "out a\nout b\nerr c\nshow d\nvalue e", "", "out z");
        Assert.Equal(
            """
            [{"name":"stdout","output_type":"stream","text":["a\n","b\n"]},{"name":"stderr","output_type":"stream","text":["c\n"]},
            {"data":{"text/plain":["d"]},"metadata":{},"output_type":"display_data"},
            {"data":{"text/plain":["e"]},"metadata":{},"output_type":"execute_result","execution_count":1}]
            """.ReplaceLineEndings(string.Empty),
            cells[0]!["outputs"]!.ToJsonString());
        Assert.Equal(1, cells[0]!["execution_count"]!.GetValue<int>());
        Assert.Null(cells[1]!["execution_count"]);
        Assert.Equal(2, cells[2]!["execution_count"]!.GetValue<int>());
        Assert.Equal((2, 2, null), (run.CodeCells, run.CellsRun, run.FirstError));
    }

    [Fact]
    public void Updates_and_removals_are_applied_in_place()
    {
        JsonArray cells = Run(
            out _, "named first\nout kept", "update second", "out gone\nclear\nout a\nclear wait\nout b", "out a\nclear wait");
        Assert.Contains("second", cells[0]!["outputs"]![0]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(2, cells[0]!["outputs"]!.AsArray().Count);
        Assert.Empty(cells[1]!["outputs"]!.AsArray());
        Assert.Equal("""[{"name":"stdout","output_type":"stream","text":["b\n"]}]""", cells[2]!["outputs"]!.ToJsonString());
        Assert.Single(cells[3]!["outputs"]!.AsArray());
    }

    [Fact]
    public void The_first_failure_ends_the_run()
    {
        JsonArray cells = Run(out NotebookRun run, "out a", "fail it broke", "out c");
        Assert.Equal((3, 2), (run.CodeCells, run.CellsRun));
        Assert.Equal((2, 2, "it broke"), (run.FirstError!.Cell, run.FirstError.Number, run.FirstError.Error.Message));
        Assert.Equal("error", cells[1]!["outputs"]![0]!["output_type"]!.GetValue<string>());
        Assert.Equal("it broke", cells[1]!["outputs"]![0]!["evalue"]!.GetValue<string>());
        Assert.Empty(cells[2]!["outputs"]!.AsArray());
        Assert.Null(cells[2]!["execution_count"]);
    }

    [Fact]
    public void Allowed_and_announced_failures_do_not_end_it()
    {
        NotebookFile allowed = Notebook("fail a", "value b", "fail c");
        NotebookRun run = NotebookRunner.Run(allowed, new FakeSession(), allowErrors: true);
        Assert.Equal((3, 1), (run.CellsRun, run.FirstError!.Cell));

        NotebookFile announced = Notebook("!fail a", "value b");
        run = NotebookRunner.Run(announced, new FakeSession());
        Assert.Equal((2, null), (run.CellsRun, run.FirstError));
    }

    [Fact]
    public void Questions_are_refused_and_huge_output_is_cut()
    {
        JsonArray cells = Run(out NotebookRun run, "huge 40", $"showhuge {40 << 20}", "ask name");
        Assert.Equal("NotSupported", run.FirstError!.Error.Name);
        Assert.Equal(32 << 20, cells[0]!["outputs"]![0]!["text"]![0]!.GetValue<string>().Length);
        Assert.Contains("stopped", cells[0]!["outputs"]![1]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("not shown", cells[1]!["outputs"]![0]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_metadata_name_kernel_and_language()
    {
        NotebookFile file = Notebook("value 1");
        file.Metadata["kernelspec"] = new JsonObject { ["name"] = "python3" };
        NotebookRunner.Run(file, new FakeSession());
        Assert.Equal("lionml", file.Metadata["kernelspec"]!["name"]!.GetValue<string>());
        Assert.Equal("C#", file.Metadata["language_info"]!["name"]!.GetValue<string>());
    }

    [Fact]
    public void A_cancellation_interrupts_the_running_cell()
    {
        using var source = new CancellationTokenSource();
        var progress = new SecondReport(source);
        Assert.Throws<OperationCanceledException>(
            () => NotebookRunner.Run(Notebook("out a", "sleep", "out b"), new FakeSession(), false, progress, source.Token));
        Assert.Equal([0, 1 / 3.0], progress.Fractions);
    }

    private static JsonArray Run(out NotebookRun run, params string[] sources)
    {
        NotebookFile file = Notebook(sources);
        run = NotebookRunner.Run(file, new FakeSession());
        return JsonNode.Parse(file.ToBytes())!["cells"]!.AsArray();
    }

    // A leading exclamation mark stands for the tag that announces a failure.
    private static NotebookFile Notebook(params string[] sources)
    {
        var cells = new JsonArray();
        foreach (string source in sources)
        {
            bool mayFail = source.StartsWith('!');
            cells.Add(new JsonObject
            {
                ["cell_type"] = "code",
                ["metadata"] = mayFail ? new JsonObject { ["tags"] = new JsonArray("raises-exception") } : new JsonObject(),
                ["source"] = source.TrimStart('!'),
                ["outputs"] = new JsonArray("old"),
                ["execution_count"] = 99,
            });
        }

        var root = new JsonObject { ["cells"] = cells, ["metadata"] = new JsonObject(), ["nbformat"] = 4, ["nbformat_minor"] = 5 };
        return NotebookFile.Parse(Encoding.UTF8.GetBytes(root.ToJsonString()), "a.ipynb");
    }

    private sealed class SecondReport(CancellationTokenSource source) : IProgress<LionProgress>
    {
        public List<double> Fractions { get; } = [];

        public void Report(LionProgress value)
        {
            Fractions.Add(value.Fraction);
            if (Fractions.Count == 2)
            {
                // The cell waits for its token; whether it is cancelled just before or while it runs must not matter.
                source.CancelAfter(20);
            }
        }
    }
}
