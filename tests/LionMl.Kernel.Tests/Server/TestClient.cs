using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using LionMl.Kernel.Wire;

namespace LionMl.Kernel.Tests.Server;

/// <summary>A small front end over the same wire layer: it waits for messages with generous deadlines and never sleeps and hopes.</summary>
internal sealed class TestClient : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private readonly ZmqContext _context = new();
    private readonly MessageCodec _codec;
    private readonly MessageSigner _signer;

    public TestClient(ConnectionFile connection)
    {
        _signer = new MessageSigner(connection.Key);
        _codec = new MessageCodec(_signer);
        byte[] identity = Encoding.ASCII.GetBytes(_codec.Session);
        Shell = Connect(ZmqSocketKind.Dealer, connection.Endpoint(connection.ShellPort), identity);
        Control = Connect(ZmqSocketKind.Dealer, connection.Endpoint(connection.ControlPort), identity);
        Stdin = Connect(ZmqSocketKind.Dealer, connection.Endpoint(connection.StdinPort), identity);
        Iopub = Connect(ZmqSocketKind.Sub, connection.Endpoint(connection.IopubPort), []);
        Heartbeat = Connect(ZmqSocketKind.Req, connection.Endpoint(connection.HeartbeatPort), []);
    }

    public ZmqSocket Shell { get; }

    public ZmqSocket Control { get; }

    public ZmqSocket Stdin { get; }

    public ZmqSocket Iopub { get; }

    public ZmqSocket Heartbeat { get; }

    /// <summary>Asks until the output of an answer arrives: only then is the subscription in place.</summary>
    public TestClient WaitUntilReady()
    {
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < Deadline)
        {
            string id = Send(Shell, "kernel_info_request", []);
            Receive(Shell, message => message.ParentId == id);
            while (TryReceive(Iopub, 200) is { } message)
            {
                if (message.ParentId == id && message.State == "idle")
                {
                    return this;
                }
            }
        }

        throw new TimeoutException("No output of the kernel arrived.");
    }

    public string Send(ZmqSocket socket, string type, JsonObject content, MessageHeader? parent = null)
    {
        Assert.True(socket.Send(_codec.Encode([], type, parent ?? MessageHeader.None, WireJson.Write(content), out string id)));
        return id;
    }

    public string Execute(string code, Action<JsonObject>? change = null)
    {
        var content = new JsonObject
        {
            ["code"] = code,
            ["silent"] = false,
            ["store_history"] = true,
            ["allow_stdin"] = true,
            ["stop_on_error"] = true,
            ["user_expressions"] = new JsonObject(),
        };
        change?.Invoke(content);
        return Send(Shell, "execute_request", content);
    }

    /// <summary>Frames that the test may spoil before it sends them.</summary>
    public List<ReadOnlyMemory<byte>> Frames(string type, JsonObject content) =>
        [.. _codec.Encode([], type, MessageHeader.None, WireJson.Write(content), out _)];

    /// <summary>Signs frames again after they were changed.</summary>
    public List<ReadOnlyMemory<byte>> Sign(List<ReadOnlyMemory<byte>> frames)
    {
        frames[1] = _signer.Sign(frames[2].Span, frames[3].Span, frames[4].Span, frames[5].Span);
        return frames;
    }

    /// <summary>The next message that fits; others are dropped.</summary>
    public Message Receive(ZmqSocket socket, Func<Message, bool>? fits = null)
    {
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < Deadline)
        {
            if (TryReceive(socket, 1000) is { } message && (fits is null || fits(message)))
            {
                return message;
            }
        }

        throw new TimeoutException("The message that the test waits for did not come.");
    }

    /// <summary>The reply to a request on the shell.</summary>
    public JsonObject Reply(string id) => Receive(Shell, message => message.ParentId == id).Content;

    /// <summary>All output of a request up to its idle state, which is left out, and busy as well.</summary>
    public List<Message> Output(string id)
    {
        var messages = new List<Message>();
        while (true)
        {
            Message message = Receive(Iopub, one => one.ParentId == id);
            if (message.State == "idle")
            {
                return messages;
            }

            if (message.State is null)
            {
                messages.Add(message);
            }
        }
    }

    /// <summary>Runs a cell to its idle state.</summary>
    public (JsonObject Reply, List<Message> Output) Run(string code, Action<JsonObject>? change = null)
    {
        string id = Execute(code, change);
        return (Reply(id), Output(id));
    }

    public Message? TryReceive(ZmqSocket socket, int milliseconds)
    {
        if (socket.Receive(milliseconds, out List<byte[]> frames) != ReceiveStatus.Received)
        {
            return null;
        }

        WireMessage message = _codec.Decode(frames, out string problem) ?? throw new InvalidDataException(problem);
        return new Message(message.Header, message.ParentId, JsonNode.Parse(message.Content.GetRawText())!.AsObject());
    }

    public void Dispose()
    {
        foreach (ZmqSocket socket in (ZmqSocket[])[Shell, Control, Stdin, Iopub, Heartbeat])
        {
            // A socket whose kernel has gone would wait for it.
            socket.DropUnsent();
            socket.Dispose();
        }

        _context.Dispose();
    }

    private ZmqSocket Connect(ZmqSocketKind kind, string endpoint, ReadOnlySpan<byte> identity)
    {
        ZmqSocket socket = _context.Open(kind);
        socket.LimitQueue(0);
        if (identity.Length > 0)
        {
            socket.SetIdentity(identity);
        }

        if (kind == ZmqSocketKind.Sub)
        {
            socket.SubscribeToAll();
        }

        Assert.Equal(0, socket.Connect(endpoint));
        return socket;
    }

    internal sealed record Message(MessageHeader Header, string ParentId, JsonObject Content)
    {
        public string Type => Header.Type;

        public string? State => Type == "status" ? Content["execution_state"]!.GetValue<string>() : null;

        public string Text => Content["text"]?.GetValue<string>() ?? Content["data"]?["text/plain"]?.GetValue<string>() ?? string.Empty;

        public override string ToString() => Text.Length > 0 ? $"{Type}: {Text.TrimEnd('\n')}" : Type;
    }
}
