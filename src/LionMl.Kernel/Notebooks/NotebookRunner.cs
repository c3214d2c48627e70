using System.Diagnostics;
using System.Text.Json.Nodes;
using LionMl.Kernel.Server;
using LionMl.Kernel.Sessions;
using LionMl.Kernel.Specs;

namespace LionMl.Kernel.Notebooks;

/// <summary>Runs the code cells of a notebook one after the other, without a front end, and puts their outputs into the file.</summary>
public static class NotebookRunner
{
    /// <summary>The phase that progress names.</summary>
    public const string Phase = "running cells";

    /// <summary>Runs all code cells.</summary>
    /// <param name="notebook">The notebook; its outputs are replaced.</param>
    /// <param name="session">A fresh session.</param>
    /// <param name="allowErrors">Goes on behind a failing cell. Cells with the tag <c>raises-exception</c> may always fail.</param>
    /// <param name="progress">Progress; null for none.</param>
    /// <param name="cancellation">Interrupts the running cell and ends the run.</param>
    /// <exception cref="OperationCanceledException">Cancelled; the notebook object is left half-filled.</exception>
    public static NotebookRun Run(
        NotebookFile notebook,
        ICellSession session,
        bool allowErrors = false,
        IProgress<LionProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(notebook);
        ArgumentNullException.ThrowIfNull(session);
        long start = Stopwatch.GetTimestamp();
        var outputs = new NotebookOutputs();
        var collected = new List<(NotebookCell Cell, NotebookOutputs.Cell Output, int Number)>();
        int codeCells = notebook.Cells.Count(IsRunnable);
        NotebookFailure? firstError = null;
        for (int i = 0; i < notebook.Cells.Length; i++)
        {
            NotebookCell cell = notebook.Cells[i];
            if (cell.IsCode)
            {
                cell.SetOutputs([], null);
            }

            if (!IsRunnable(cell) || firstError is not null && !allowErrors)
            {
                continue;
            }

            progress?.Report(new LionProgress(Phase, (double)collected.Count / codeCells));
            cancellation.ThrowIfCancellationRequested();
            NotebookOutputs.Cell output = outputs.Begin();
            int number = collected.Count + 1;
            CellResult result = session.Run(new CellRequest(cell.Source, number), output, cancellation);
            cancellation.ThrowIfCancellationRequested();
            output.End(result, number);
            collected.Add((cell, output, number));
            if (result.Error is { } error && !cell.MayFail)
            {
                firstError ??= new NotebookFailure(i + 1, number, error);
            }
        }

        // Only now: later cells update displays of earlier ones.
        foreach ((NotebookCell cell, NotebookOutputs.Cell output, int number) in collected)
        {
            cell.SetOutputs(output.ToJson(), number);
        }

        notebook.Metadata["kernelspec"] = new JsonObject
        {
            ["display_name"] = KernelSpec.DisplayName,
            ["language"] = KernelSpec.Language,
            ["name"] = KernelSpec.Name,
        };
        notebook.Metadata["language_info"] = KernelInfo.Language();
        progress?.Report(new LionProgress(Phase, 1));
        return new NotebookRun(codeCells, collected.Count, Stopwatch.GetElapsedTime(start).TotalSeconds, firstError);
    }

    private static bool IsRunnable(NotebookCell cell) => cell.IsCode && !string.IsNullOrWhiteSpace(cell.Source);
}
