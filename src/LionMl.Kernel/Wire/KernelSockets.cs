using System.Diagnostics;

namespace LionMl.Kernel.Wire;

/// <summary>The five sockets of a kernel, bound.</summary>
internal sealed class KernelSockets : IDisposable
{
    private static readonly TimeSpan BindPatience = TimeSpan.FromSeconds(2);
    private readonly ZmqContext _context = new();

    /// <summary>Binds them.</summary>
    /// <exception cref="LionException">libzmq is missing, or an address cannot be used.</exception>
    public KernelSockets(ConnectionFile connection)
    {
        try
        {
            Shell = Bind(ZmqSocketKind.Router, connection, connection.ShellPort, "shell");
            Control = Bind(ZmqSocketKind.Router, connection, connection.ControlPort, "control");
            Iopub = Bind(ZmqSocketKind.Pub, connection, connection.IopubPort, "iopub");
            Stdin = Bind(ZmqSocketKind.Router, connection, connection.StdinPort, "stdin");
            Heartbeat = Bind(ZmqSocketKind.Rep, connection, connection.HeartbeatPort, "heartbeat");
        }
        catch (LionException)
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Requests.</summary>
    public ZmqSocket Shell { get; } = null!;

    /// <summary>Requests that overtake.</summary>
    public ZmqSocket Control { get; } = null!;

    /// <summary>Output.</summary>
    public ZmqSocket Iopub { get; } = null!;

    /// <summary>Questions to the user.</summary>
    public ZmqSocket Stdin { get; } = null!;

    /// <summary>Echoes.</summary>
    public ZmqSocket Heartbeat { get; } = null!;

    /// <summary>Ends every wait on the sockets.</summary>
    public void Shutdown() => _context.Shutdown();

    /// <summary>Closes the sockets and waits until what was sent has left. No other thread may use them any more.</summary>
    public void Dispose()
    {
        foreach (ZmqSocket? socket in (ZmqSocket?[])[Shell, Control, Iopub, Stdin, Heartbeat])
        {
            socket?.Dispose();
        }

        _context.Dispose();
    }

    private ZmqSocket Bind(ZmqSocketKind kind, ConnectionFile connection, int port, string name)
    {
        ZmqSocket socket = _context.Open(kind);
        socket.LimitFrames(WireLimits.FrameBytes);
        switch (name)
        {
            case "iopub":
                socket.LimitQueue(WireLimits.PublishedMessages);
                break;
            case "stdin":
                socket.RequirePeer();
                break;
        }

        string endpoint = connection.Endpoint(port);
        long start = Stopwatch.GetTimestamp();
        int error = socket.Bind(endpoint);
        // A restarted kernel takes over the ports of one that is just ending.
        while (error != 0 && LibZmq.IsAddressInUse(error) && Stopwatch.GetElapsedTime(start) < BindPatience)
        {
            Thread.Sleep(50);
            error = socket.Bind(endpoint);
        }

        if (error == 0)
        {
            return socket;
        }

        socket.Dispose();
        throw new LionException(
            FailureKind.BadInput,
            $"The kernel cannot listen at {endpoint} ({name}): {LibZmq.Describe(error)}. "
                + "Restart the kernel; Jupyter then chooses other ports.");
    }
}
