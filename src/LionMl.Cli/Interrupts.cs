using System.Runtime.InteropServices;

namespace LionMl.Cli;

/// <summary>Turns Ctrl-C and termination signals into cancellation, and into the end of the process if a step does not listen.</summary>
internal static class Interrupts
{
    // Together with the observation interval of the steps this stays below a second.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(800);

    /// <summary>Runs the program; a signal cancels it, a second one or a deaf step ends it. Staged files are removed either way.</summary>
    public static int RunGuarded(Func<CancellationToken, int> program)
    {
        using var source = new CancellationTokenSource();
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle);
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle);
        return program(source.Token);

        void Handle(PosixSignalContext context)
        {
            context.Cancel = true;
            if (source.IsCancellationRequested)
            {
                Environment.Exit((int)FailureKind.Cancelled);
            }

            // The handler must return for further signals to arrive.
            _ = Task.Run(async () =>
            {
                await source.CancelAsync();
                await Task.Delay(Patience);
                Console.Error.WriteLine("Cancelled; nothing was changed.");
                Environment.Exit((int)FailureKind.Cancelled);
            });
        }
    }
}
