using System.Collections.Concurrent;
using System.Diagnostics;

namespace LionMl.Kernel.Server;

/// <summary>
/// Sends printed text that has waited long enough. A thread of its own, because cells may occupy every thread of the pool, where
/// timers run.
/// </summary>
internal sealed class StreamFlusher : IDisposable
{
    private readonly BlockingCollection<(CellOutput Output, long Since)> _waiting = [];
    private readonly Thread _thread;

    public StreamFlusher()
    {
        _thread = new Thread(Run) { IsBackground = true, Name = "lionml streams" };
        _thread.Start();
    }

    /// <summary>Flushes an output when the time of its oldest text has come.</summary>
    public void Add(CellOutput output)
    {
        try
        {
            _waiting.Add((output, Stopwatch.GetTimestamp()));
        }
        catch (InvalidOperationException)
        {
            // The kernel ends; nobody would receive the text.
        }
    }

    /// <summary>Sends what waits and ends.</summary>
    public void Dispose()
    {
        _waiting.CompleteAdding();
        _thread.Join(TimeSpan.FromSeconds(1));
    }

    private void Run()
    {
        // All wait equally long, so that the first in is the first out.
        foreach ((CellOutput output, long since) in _waiting.GetConsumingEnumerable())
        {
            double left = KernelLimits.BufferMilliseconds - Stopwatch.GetElapsedTime(since).TotalMilliseconds;
            if (left > 0 && !_waiting.IsAddingCompleted)
            {
                Thread.Sleep((int)Math.Ceiling(left));
            }

            output.FlushDue();
        }
    }
}
