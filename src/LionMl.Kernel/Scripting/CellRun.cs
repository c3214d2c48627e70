using LionMl.Kernel.Display;
using LionMl.Kernel.Sessions;

namespace LionMl.Kernel.Scripting;

/// <summary>One run of a cell: what its steps share, and how they end.</summary>
internal sealed class CellRun(CellContext cell, CancellationTokenSource cancel, CancellationToken interrupt)
{
    private const string InterruptedName = "Interrupted";

    /// <summary>The cell.</summary>
    public CellContext Cell => cell;

    /// <summary>Runs C# to its end and lets later cells see what it defines.</summary>
    public CellResult RunCode(SubmissionChain chain, CellSegment segment)
    {
        Submission? submission = null;
        object?[]? slots = null;
        Task<object?>? task = null;
        CellResult result = RunStep(step =>
        {
            submission = chain.Compile(segment.Text, $"Cell {cell.Number}", cell.Cancelled);
            slots = chain.NewSlots();
            CellError? error = null;
            MimeBundle? shown = null;
            bool isNull = false;
            step.RunUserCode(() =>
            {
                Exception? failure = null;
                try
                {
                    task = SubmissionChain.Start(submission, slots);
                    object? value = Await(task, step.Abort);
                    isNull = value is null;
                    // A handle is the value of 'display(x)', which has shown x already.
                    shown = value is null or DisplayHandle ? null : ValueFormatter.Format(value);
                }
                catch (Exception exception)
                {
                    failure = exception;
                }

                // Here, not after: reading an exception's message runs the user's code.
                if (failure is not null)
                    error = ErrorOf(failure);
            });
            if (error is null && isNull && SubmissionChain.HasValue(submission))
                shown = MimeBundle.Text("null");

            return new CellResult(shown, error);
        });
        if (submission is not null && slots is not null)
        {
            chain.Adopt(submission, slots);
            if (result.Error is null && ScriptHints.ForMain(submission.Compilation.SyntaxTrees[^1]) is { } note)
                cell.Output.Print(true, note + "\n");
        }

        bool goesOn = result.Error?.Name == InterruptedName && task is { IsCompleted: false };
        return goesOn ? new CellResult(null, Interrupted("What it awaited may go on in the background.")) : result;
    }

    /// <summary>Runs work of the kernel's own, which ends by the cell's token.</summary>
    public CellResult RunKernelWork(Action action) => RunStep(_ =>
    {
        action();
        return CellResult.Done;
    });

    private CellResult RunStep(Func<CellStep, CellResult> body)
    {
        CellResult? result = null;
        bool ended = CellStep.Run(cell, cancel, interrupt, step =>
        {
            try
            {
                result = body(step);
            }
            catch (CompilationException exception)
            {
                result = new CellResult(null, CompilationReport.Of(exception));
            }
            catch (DirectiveException exception)
            {
                result = new CellResult(null, CellTraceback.Line("DirectiveError", exception.Message));
            }
            catch (Exception exception)
            {
                result = new CellResult(null, ErrorOf(exception));
            }
        });
        if (!ended)
        {
            return new CellResult(null, Interrupted(
                "It did not stop within five seconds and was given up: it may still run in the background. Restarting the kernel ends it."));
        }

        return result ?? new CellResult(null, Interrupted(""));
    }

    private CellError ErrorOf(Exception exception) =>
        interrupt.IsCancellationRequested && IsInterrupt(exception) ? Interrupted("") : CellTraceback.Of(exception);

    private static CellError Interrupted(string note) =>
        CellTraceback.Line(InterruptedName, $"The cell was interrupted. {note}".TrimEnd());

    private static bool IsInterrupt(Exception exception) => exception switch
    {
        OperationCanceledException or ThreadInterruptedException or ThreadAbortException => true,
        LionException lion => lion.Kind == FailureKind.Cancelled,
        AggregateException many => many.InnerExceptions.All(IsInterrupt),
        { InnerException: { } inner } => IsInterrupt(inner),
        _ => false,
    };

    private static object? Await(Task<object?> task, CancellationToken abort)
    {
        try
        {
            task.Wait(abort);
        }
        catch (AggregateException)
        {
            // Thrown again below as it was.
        }

        return task.GetAwaiter().GetResult();
    }
}
