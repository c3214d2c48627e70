using Spectre.Console;

namespace LionMl.Cli;

/// <summary>Progress bars that redraw in place; they vanish when the verb ends and leave the result alone on the screen.</summary>
internal sealed class TerminalProgress(TextWriter error)
{
    /// <summary>Runs work that reports progress.</summary>
    public T Run<T>(Func<IProgress<LionProgress>, T> work)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(error) });
        return console.Progress()
            .AutoClear(true)
            .HideCompleted(false)
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left },
                new ProgressBarColumn(),
                new PercentageColumn(),
                new ElapsedTimeColumn())
            .Start(context => work(new Bars(context)));
    }

    private sealed class Bars(ProgressContext context) : IProgress<LionProgress>
    {
        private readonly Lock _gate = new();
        private readonly Dictionary<string, ProgressTask> _tasks = [];

        public void Report(LionProgress value)
        {
            lock (_gate)
            {
                if (!_tasks.TryGetValue(value.Phase, out ProgressTask? task))
                {
                    task = context.AddTask(Markup.Escape(value.Phase));
                    _tasks.Add(value.Phase, task);
                }

                task.Value = Math.Max(task.Value, 100 * Math.Clamp(value.Fraction, 0, 1));
            }
        }
    }
}
