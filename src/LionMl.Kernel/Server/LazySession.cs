using LionMl.Kernel.Sessions;

namespace LionMl.Kernel.Server;

/// <summary>The session, made on a thread of its own: the kernel answers before the compiler is warm.</summary>
internal sealed class LazySession : IDisposable
{
    private static readonly TimeSpan DisposePatience = TimeSpan.FromSeconds(2);
    private readonly TaskCompletionSource<ICellSession> _made = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public LazySession(Func<ICellSession> factory)
    {
        var thread = new Thread(() => Make(factory)) { IsBackground = true, Name = "lionml session" };
        thread.Start();
    }

    /// <summary>The session; waits until it is made. Throws whatever the factory threw.</summary>
    public ICellSession Get(CancellationToken cancellation)
    {
        try
        {
            _made.Task.Wait(cancellation);
        }
        catch (AggregateException)
        {
            // The next line throws what is inside.
        }

        return _made.Task.GetAwaiter().GetResult();
    }

    /// <summary>Ends the session, unless that takes too long for a kernel that is about to end.</summary>
    public void Dispose()
    {
        if (!_made.Task.IsCompletedSuccessfully)
        {
            return;
        }

        var thread = new Thread(() =>
        {
            try
            {
                _made.Task.Result.Dispose();
            }
            catch (Exception)
            {
                // The process ends; there is nobody left whom a failure here could help.
            }
        })
        { IsBackground = true };
        thread.Start();
        thread.Join(DisposePatience);
    }

    private void Make(Func<ICellSession> factory)
    {
        try
        {
            _made.SetResult(factory());
        }
        catch (Exception failure)
        {
            _made.SetException(failure);
        }
    }
}
