namespace LionMl.Kernel.Scripting;

/// <summary>Carries output out of the threads of cells to a thread that no interrupt aborts.</summary>
/// <remarks>
/// An abort in the middle of sending would leave half a message or a taken lock behind, and a <c>finally</c> block does not keep it off:
/// the runtime turns it into ordinary code where it can. Posting is a single atomic exchange, which an abort cannot halve.
/// </remarks>
internal sealed class OutputPump : IDisposable
{
    private const int MaxPending = 10_000;

    private readonly AutoResetEvent _signal = new(false);
    private Node? _newest;
    private int _pending;
    private volatile bool _isDisposed;

    /// <summary>Starts the thread.</summary>
    public OutputPump() => new Thread(Loop) { IsBackground = true, Name = "Cell output" }.Start();

    /// <summary>Runs work after all that was posted before; waits only when very much is pending.</summary>
    public void Post(Action work)
    {
        while (Volatile.Read(ref _pending) > MaxPending)
            Thread.Sleep(1);

        Push(work);
    }

    /// <summary>Waits until all that was posted before is done.</summary>
    /// <param name="cancellation">Stops waiting.</param>
    public void Flush(CancellationToken cancellation = default)
    {
        // Not disposed: the pump may set it after the wait was cancelled.
        var done = new ManualResetEventSlim();
        Push(done.Set);
        done.Wait(cancellation);
    }

    /// <summary>Ends the thread when what is pending is done.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        _signal.Set();
    }

    private void Push(Action work)
    {
        Interlocked.Increment(ref _pending);
        var node = new Node(work);
        do
        {
            node.Older = Volatile.Read(ref _newest);
        }
        while (Interlocked.CompareExchange(ref _newest, node, node.Older) != node.Older);

        if (_isDisposed)
            Drain();
        else
            _signal.Set();
    }

    private void Loop()
    {
        while (!_isDisposed)
        {
            // The time limit is for a signal that an abort has swallowed.
            _signal.WaitOne(100);
            Drain();
        }
    }

    private void Drain()
    {
        Node? oldest = null;
        for (Node? node = Interlocked.Exchange(ref _newest, null); node is not null;)
        {
            Node? older = node.Older;
            node.Older = oldest;
            oldest = node;
            node = older;
        }

        for (; oldest is not null; oldest = oldest.Older)
        {
            Interlocked.Decrement(ref _pending);
            try
            {
                oldest.Work();
            }
            catch (Exception)
            {
                // The front end is gone, or refuses; the cell goes on.
            }
        }
    }

    private sealed class Node(Action work)
    {
        public Action Work => work;

        /// <summary>The one before; while draining, the one after.</summary>
        public Node? Older { get; set; }
    }
}
