namespace LionMl.Onnx.Kernels;

/// <summary>The threads that a run may use. Work is cut at the same places whatever their number, so results do not depend on it.</summary>
internal sealed class Threads(int cores, CancellationToken cancellation)
{
    public static Threads One { get; } = new(1, CancellationToken.None);

    public CancellationToken Cancellation => cancellation;

    public static Threads From(InterpreterOptions options) =>
        new(options.Cores <= 0 ? Environment.ProcessorCount : options.Cores, options.Cancellation);

    /// <summary>Runs <paramref name="body"/> over [0, count) in half-open pieces of at least <paramref name="minimumPiece"/>.</summary>
    public void For(int count, int minimumPiece, Action<int, int> body)
    {
        int piece = (int)Math.Max(Math.Max(1, minimumPiece), (count + (4L * cores) - 1) / (4L * cores));
        int pieces = (int)(((long)count + piece - 1) / piece);
        if (cores == 1 || pieces <= 1)
        {
            for (int start = 0; start < count; start += piece)
            {
                cancellation.ThrowIfCancellationRequested();
                body(start, Math.Min(count, start + piece));
            }

            return;
        }

        var options = new ParallelOptions { MaxDegreeOfParallelism = cores, CancellationToken = cancellation };
        Parallel.For(0, pieces, options, i => body(i * piece, (int)Math.Min(count, (i + 1L) * piece)));
    }
}
