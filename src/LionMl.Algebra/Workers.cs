using System.Runtime.ExceptionServices;

namespace LionMl.Algebra;

/// <summary>How many cores a computation may use, and how it is cancelled. Passed down to every long loop.</summary>
/// <param name="Cores">The core limit, at least 1.</param>
/// <param name="Cancellation">Observed between chunks of work, at least every 100 ms of computation.</param>
public sealed record Workers(int Cores, CancellationToken Cancellation = default)
{
    /// <summary>Every core of the machine, no cancellation.</summary>
    public static Workers All { get; } = new(Environment.ProcessorCount);

    /// <summary>The calling thread only, no cancellation.</summary>
    public static Workers One { get; } = new(1);

    /// <summary>Runs <paramref name="body"/> over [0, count) in half-open chunks, on at most <see cref="Cores"/> threads.</summary>
    /// <param name="count">The number of items; zero does nothing.</param>
    /// <param name="minimumChunk">A chunk is never smaller than this (except the last), so that tiny loops stay on one thread.</param>
    /// <param name="body">Called with (start, end); calls may run at the same time and in any order.</param>
    /// <exception cref="OperationCanceledException">Cancelled before all chunks ran.</exception>
    public void For(int count, int minimumChunk, Action<int, int> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfLessThan(minimumChunk, 1);
        // Four chunks a core: enough to even out uneven chunks and to notice a cancellation, few enough to cost nothing.
        int chunk = Math.Max(minimumChunk, (count + (4 * Cores) - 1) / (4 * Cores));
        int chunks = (count + chunk - 1) / chunk;
        if (Cores == 1 || chunks <= 1)
        {
            for (int start = 0; start < count; start += chunk)
            {
                Cancellation.ThrowIfCancellationRequested();
                body(start, Math.Min(count, start + chunk));
            }

            return;
        }

        Run(chunks, i => body(i * chunk, Math.Min(count, (i + 1) * chunk)));
    }

    /// <summary>Runs independent pieces of work, at most <see cref="Cores"/> at a time.</summary>
    /// <exception cref="OperationCanceledException">Cancelled before all pieces ran.</exception>
    public void Invoke(params ReadOnlySpan<Action> pieces)
    {
        Action[] list = pieces.ToArray();
        Run(list.Length, i => list[i]());
    }

    private void Run(int count, Action<int> body)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = Cores, CancellationToken = Cancellation };
        try
        {
            Parallel.For(0, count, options, body);
        }
        catch (AggregateException e)
        {
            // Callers catch what the body threw, on one thread or on many.
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
    }
}
