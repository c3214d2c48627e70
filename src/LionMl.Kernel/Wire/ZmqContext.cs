namespace LionMl.Kernel.Wire;

/// <summary>libzmq's context: the thread behind the sockets.</summary>
internal sealed class ZmqContext : IDisposable
{
    private nint _handle;

    /// <summary>Loads the library and makes a context.</summary>
    /// <exception cref="LionException">The library is missing.</exception>
    public ZmqContext()
    {
        LibZmq.Load();
        _handle = LibZmq.zmq_ctx_new();
        if (_handle == 0)
        {
            throw new LionException(
                FailureKind.BadInput, $"libzmq could not start: {LibZmq.Describe(LibZmq.LastError())}; too many files may be open.");
        }
    }

    /// <summary>Makes a socket.</summary>
    public ZmqSocket Open(ZmqSocketKind kind)
    {
        nint socket = LibZmq.zmq_socket(_handle, (int)kind);
        return socket != 0
            ? new ZmqSocket(socket)
            : throw new LionException(
                FailureKind.BadInput,
                $"libzmq could not make a socket: {LibZmq.Describe(LibZmq.LastError())}; too many files may be open.");
    }

    /// <summary>Ends every wait on the context's sockets, on whatever thread; they can then only be closed.</summary>
    public void Shutdown()
    {
        if (_handle != 0)
        {
            _ = LibZmq.zmq_ctx_shutdown(_handle);
        }
    }

    /// <summary>Waits until what was sent has left, as long as the sockets linger. All sockets must be closed before.</summary>
    public void Dispose()
    {
        nint handle = Interlocked.Exchange(ref _handle, 0);
        if (handle == 0)
        {
            return;
        }

        while (LibZmq.zmq_ctx_term(handle) != 0 && LibZmq.IsInterrupted(LibZmq.LastError()))
        {
        }
    }
}
