using System.Collections.Immutable;
using System.Text.Json.Nodes;
using LionMl.Kernel.Notebooks;
using LionMl.Results;

namespace LionMl.Kernel.Commands;

/// <summary>A notebook was run.</summary>
public sealed record NotebookResult : LionResult
{
    /// <summary>The file with the outputs.</summary>
    public required string File { get; init; }

    /// <summary>How it went.</summary>
    public required NotebookRun Run { get; init; }

    /// <summary>Whether failing cells were allowed.</summary>
    public required bool AreErrorsAllowed { get; init; }

    /// <inheritdoc/>
    public override FailureKind Outcome => Run.FirstError is null || AreErrorsAllowed ? FailureKind.None : FailureKind.BadInput;

    /// <inheritdoc/>
    public override string Verdict => Run.FirstError is { } failure
        ? $"{Counted}; cell {failure.Cell} (In [{failure.Number}]) failed: {failure.Error.Name}: {failure.Error.Message}"
        : $"{Counted} in {Units.Seconds(Run.Seconds)}; written to {File}";

    private string Counted => $"ran {Run.CellsRun} of {Run.CodeCells} code cells";

    /// <inheritdoc/>
    public override IReadOnlyList<ReportSection> ToReport()
    {
        var facts = ReportSection.Facts(
            "notebook", ("file", File), ("cells", $"{Run.CellsRun} of {Run.CodeCells}"), ("time", Units.Seconds(Run.Seconds)));
        return Run.FirstError is { } failure
            ? [facts, new ReportSection($"cell {failure.Cell}", [], [.. failure.Error.Traceback.Select(line => ToRow(line))])]
            : [facts];
    }

    /// <inheritdoc/>
    protected override void AddFields(JsonObject json)
    {
        json["file"] = File;
        json["codeCells"] = Run.CodeCells;
        json["cellsRun"] = Run.CellsRun;
        json["cellSeconds"] = Math.Round(Run.Seconds, 6);
        json["firstError"] = Run.FirstError is not { } failure ? null : new JsonObject
        {
            ["cell"] = failure.Cell,
            ["number"] = failure.Number,
            ["name"] = failure.Error.Name,
            ["message"] = failure.Error.Message,
        };
    }

    private static ImmutableArray<string> ToRow(string line) => [line];
}
