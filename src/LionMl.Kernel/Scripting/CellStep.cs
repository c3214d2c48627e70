using System.Diagnostics;

namespace LionMl.Kernel.Scripting;

/// <summary>One step of a cell, on a thread of its own, which an interrupt stops.</summary>
/// <remarks>
/// An interrupt first cancels <see cref="CellContext.Cancelled"/>, so that work that watches it ends cleanly. The user's code is aborted soon
/// after, the kernel's own (compiling, magic commands) only when it has had seconds to end. The thread is then woken out of its waits again
/// and again, and given up after five seconds.
/// </remarks>
internal sealed class CellStep
{
    private const int StackBytes = 64 << 20;
    private static readonly TimeSpan UserGrace = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan KernelGrace = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan WakeInterval = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _abort = new();
    private volatile bool _isUserCode;

    private CellStep()
    {
    }

    /// <summary>Cancelled when the thread is to stop at once; for waits in <see cref="RunUserCode"/>.</summary>
    public CancellationToken Abort => _abort.Token;

    /// <summary>Runs a step to its end.</summary>
    /// <param name="cell">The cell; its token is cancelled by <paramref name="cancel"/>.</param>
    /// <param name="cancel">Cancels the cell's token when the user interrupts.</param>
    /// <param name="interrupt">The user's interrupt.</param>
    /// <param name="body">The work; must not throw.</param>
    /// <returns>False when the step did not stop and was given up.</returns>
    public static bool Run(CellContext cell, CancellationTokenSource cancel, CancellationToken interrupt, Action<CellStep> body)
    {
        var step = new CellStep();
        using var done = new ManualResetEventSlim();
        var thread = new Thread(
            () =>
            {
                CellContext.Current = cell;
                try
                {
                    body(step);
                }
                catch (ThreadInterruptedException)
                {
                    // Woken between the end of the work and the end of the thread.
                }

                try
                {
                    done.Set();
                }
                catch (Exception exception) when (exception is ObjectDisposedException or ThreadInterruptedException)
                {
                    // Given up long ago; nobody waits.
                }
            },
            StackBytes)
        {
            IsBackground = true,
            Name = $"Cell {cell.Number}",
        };
        thread.Start();
        if (WaitHandle.WaitAny([done.WaitHandle, interrupt.WaitHandle]) == 0)
            return true;

        return step.Stop(thread, cancel, done);
    }

    /// <summary>Runs code of the user, which may be aborted anywhere; once a step, because the runtime allows it once a thread.</summary>
    /// <exception cref="OperationCanceledException">Aborted.</exception>
    public void RunUserCode(Action action)
    {
        _isUserCode = true;
        try
        {
#pragma warning disable SYSLIB0046 // A notebook is what this was made for: an aborted cell leaves the session usable.
            System.Runtime.ControlledExecution.Run(action, Abort);
#pragma warning restore SYSLIB0046
        }
        finally
        {
            _isUserCode = false;
        }
    }

    private bool Stop(Thread thread, CancellationTokenSource cancel, ManualResetEventSlim done)
    {
        CancelAside(cancel);
        long start = Stopwatch.GetTimestamp();
        TimeSpan nextWake = TimeSpan.Zero;
        bool aborted = false;
        while (!done.Wait(20))
        {
            TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
            if (elapsed >= Patience)
                return false;

            if (!aborted && elapsed >= (_isUserCode ? UserGrace : KernelGrace))
            {
                aborted = true;
                CancelAside(_abort);
            }

            // Not the kernel's own code, which ends by the token: a wake-up could hit it in the middle of sending output.
            if (aborted && elapsed >= nextWake && (_isUserCode || elapsed >= KernelGrace))
            {
                nextWake = elapsed + WakeInterval;
                thread.Interrupt();
            }
        }

        return true;
    }

    // Cancelling waits until the thread can be aborted, and runs callbacks of the user's; neither may hold up the one who interrupts.
    private static void CancelAside(CancellationTokenSource source)
    {
        var thread = new Thread(() =>
        {
            try
            {
                source.Cancel();
            }
            catch (Exception)
            {
                // A callback failed; the token is cancelled nevertheless.
            }
        })
        { IsBackground = true };
        thread.Start();
    }
}
