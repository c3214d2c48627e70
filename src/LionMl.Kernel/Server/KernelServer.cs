using LionMl.Kernel.Sessions;
using LionMl.Kernel.Wire;

namespace LionMl.Kernel.Server;

/// <summary>A Jupyter kernel: binds its sockets, serves front ends over a session, and ends when it is told to.</summary>
internal sealed class KernelServer
{
    // Jupyter kills a kernel that has not ended five seconds after it was asked to.
    private static readonly TimeSpan CellPatience = TimeSpan.FromSeconds(2);
    private readonly KernelSockets _sockets;
    private readonly ManualResetEventSlim _stop = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Publisher _publisher;
    private readonly StreamFlusher _flusher = new();
    private readonly StdinChannel _stdin;
    private readonly LazySession _session;
    private readonly CellRunner _runner;
    private readonly ShellChannel _shell;
    private readonly RequestChannel _control;

    /// <summary>Binds the sockets and begins to make the session.</summary>
    /// <param name="connection">Where to listen.</param>
    /// <param name="session">Makes the session; called once, on a thread of its own.</param>
    /// <param name="log">Notes about messages that were dropped.</param>
    /// <exception cref="LionException">libzmq is missing, or an address cannot be used.</exception>
    public KernelServer(ConnectionFile connection, Func<ICellSession> session, TextWriter log)
    {
        _sockets = new KernelSockets(connection);
        var codec = new MessageCodec(new MessageSigner(connection.Key));
        var notes = new KernelNotes(log);
        _publisher = new Publisher(_sockets.Iopub, codec);
        _stdin = new StdinChannel(_sockets.Stdin, codec, notes);
        _session = new LazySession(session);
        _runner = new CellRunner(_session, _publisher, _flusher, _stdin, _stopping.Token);
        var common = new CommonRequests(connection, _publisher, _runner.Interrupt, Stop);
        var parts = new ChannelParts(codec, _publisher, notes, common);
        _shell = new ShellChannel(_sockets.Shell, parts, _runner, new LanguageServices(_session), _stopping.Token);
        _control = new RequestChannel("control", _sockets.Control, parts);
    }

    /// <summary>Interrupts the running cell; from any thread.</summary>
    public void Interrupt() => _runner.Interrupt();

    /// <summary>Ends the kernel; from any thread, returns at once.</summary>
    public void Stop() => _stop.Set();

    /// <summary>Serves until <see cref="Stop"/> or a request ends the kernel; then closes everything.</summary>
    public void Run()
    {
        using var shellEnded = new ManualResetEventSlim();
        _publisher.Status(MessageHeader.None, "starting");
        Thread heartbeat = Start("heartbeat", () => Heartbeat.Run(_sockets.Heartbeat));
        Thread control = Start("control", _control.Run);
        Thread shell = Start("shell", _shell.Run);
        _stop.Wait();

        _shell.Stop();
        _control.Stop();
        _ = _stopping.CancelAsync();
        // The interrupted cell still gets its reply. Afterwards nothing waits but the channels themselves.
        _runner.WaitUntilIdle(CellPatience);
        _flusher.Dispose();
        _publisher.Close();
        _sockets.Shutdown();
        bool areAllEnded = shell.Join(CellPatience) & control.Join(CellPatience) & heartbeat.Join(CellPatience);
        _stdin.Dispose();
        _session.Dispose();
        if (areAllEnded)
        {
            _sockets.Dispose();
        }
    }

    private static Thread Start(string name, Action work)
    {
        var thread = new Thread(() => work()) { IsBackground = true, Name = $"lionml {name}" };
        thread.Start();
        return thread;
    }
}
