using System.Diagnostics;
using System.Text.Json.Nodes;
using LionMl.Kernel.Server;
using LionMl.Kernel.Wire;

namespace LionMl.Kernel.Tests.Server;

public sealed class RobustnessTests : IDisposable
{
    private readonly TestKernel _kernel = new();

    public void Dispose() => _kernel.Dispose();

    [Fact]
    public void Spoilt_messages_are_noted_and_the_kernel_goes_on()
    {
        TestClient client = _kernel.Connect();
        foreach (ZmqSocket socket in (ZmqSocket[])[client.Shell, client.Control, client.Stdin])
        {
            List<ReadOnlyMemory<byte>> wrong = client.Frames("execute_request", new JsonObject { ["code"] = "out stolen" });
            wrong[1] = new byte[64];
            socket.Send(wrong);
            socket.Send([ReadOnlyMemory<byte>.Empty]);
            socket.Send(client.Frames("execute_request", [])[..4]);
            socket.Send([.. Enumerable.Repeat((ReadOnlyMemory<byte>)new byte[] { 1 }, 1000)]);
        }

        // The notes on stdin are written when a cell asks, before its question.
        string id = client.Execute("ask name");
        client.Receive(client.Stdin, message => message.Type == "input_request");
        client.Send(client.Stdin, "input_reply", new JsonObject { ["value"] = "x" });
        Assert.Equal("ok", client.Reply(id)["status"]!.GetValue<string>());
        Ping(client, client.Control);
        foreach (string channel in (string[])["shell", "control", "stdin"])
        {
            Assert.Contains($"dropped a message on {channel}: its signature is wrong", _kernel.Log, StringComparison.Ordinal);
            Assert.Contains($"dropped a message on {channel}: it has no <IDS|MSG> frame", _kernel.Log, StringComparison.Ordinal);
            Assert.Contains($"dropped a message on {channel}: it ends 2 frames too early", _kernel.Log, StringComparison.Ordinal);
            Assert.Contains($"dropped a message on {channel}: it is too large", _kernel.Log, StringComparison.Ordinal);
        }

        Assert.Single(_kernel.Session.Numbers);
    }

    [Fact]
    public void A_replayed_cell_does_not_run_again()
    {
        TestClient client = _kernel.Connect();
        List<ReadOnlyMemory<byte>> frames = client.Frames("execute_request", new JsonObject { ["code"] = "value 1" });
        client.Shell.Send(frames);
        client.Shell.Send(frames);
        client.Run("value 2");
        Assert.Equal(2, _kernel.Session.Numbers.Count);
    }

    [Fact]
    public void A_message_beyond_the_limit_is_dropped()
    {
        TestClient client = _kernel.Connect();
        var frame = new byte[(int)WireLimits.MessageBytes + 1];
        client.Shell.Send([frame]);
        Assert.Equal("ok", client.Run("value 1").Reply["status"]!.GetValue<string>());
        Assert.Contains("dropped a message on shell: it is too large", _kernel.Log, StringComparison.Ordinal);
    }

    [Fact]
    public void Unsigned_messages_work_without_a_key()
    {
        using var kernel = new TestKernel(key: string.Empty);
        Assert.Equal("ok", kernel.Connect().Run("value 1").Reply["status"]!.GetValue<string>());
    }

    [Fact]
    public void A_front_end_that_vanishes_leaves_the_kernel_to_the_next()
    {
        using (var gone = new TestClient(_kernel.Connection))
        {
            gone.WaitUntilReady();
            string id = gone.Execute("sleep");
            gone.Receive(gone.Iopub, message => message.ParentId == id && message.Type == "stream");
        }

        TestClient client = new(_kernel.Connection);
        client.Send(client.Control, "interrupt_request", []);
        client.WaitUntilReady();
        Assert.Equal("ok", client.Run("value 1").Reply["status"]!.GetValue<string>());
        client.Dispose();
    }

    [Fact]
    public void Notes_about_nonsense_have_an_end()
    {
        using var log = new StringWriter();
        var notes = new KernelNotes(log);
        for (int i = 0; i < 1000; i++)
        {
            notes.Write("a\nb");
        }

        Assert.Equal(201, log.ToString().Count(letter => letter == '\n'));
    }

    [Fact]
    public void The_heartbeat_echoes()
    {
        TestClient client = _kernel.Connect();
        client.Heartbeat.Send(["ping"u8.ToArray()]);
        Assert.Equal(ReceiveStatus.Received, client.Heartbeat.Receive(30_000, out List<byte[]> frames));
        Assert.Equal("ping"u8.ToArray(), Assert.Single(frames));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_shutdown_is_answered_and_ends_kernel_and_session(bool isRestart)
    {
        TestClient client = _kernel.Connect();
        client.Run("value 1");
        string id = client.Send(client.Control, "shutdown_request", new JsonObject { ["restart"] = isRestart });
        JsonObject reply = client.Receive(client.Control, message => message.ParentId == id).Content;
        Assert.Equal(isRestart, reply["restart"]!.GetValue<bool>());
        Assert.Equal("shutdown_reply", Assert.Single(client.Output(id)).Type);
        Assert.True(_kernel.HasEnded());
        Assert.True(_kernel.Session.IsDisposed);
    }

    [Fact]
    public void A_shutdown_during_a_cell_interrupts_it_and_a_new_kernel_takes_the_same_addresses()
    {
        TestClient client = _kernel.Connect();
        string id = client.Execute("sleep");
        client.Receive(client.Iopub, message => message.ParentId == id && message.Type == "stream");
        client.Send(client.Control, "shutdown_request", new JsonObject { ["restart"] = true });
        Assert.Equal("Interrupted", client.Reply(id)["ename"]!.GetValue<string>());
        Assert.True(_kernel.HasEnded());

        var next = new KernelServer(_kernel.Connection, () => new FakeSession(), TextWriter.Null);
        var thread = new Thread(next.Run) { IsBackground = true };
        thread.Start();
        client.WaitUntilReady();
        Assert.Equal(1, client.Run("value 1").Reply["execution_count"]!.GetValue<int>());
        next.Stop();
        Assert.True(thread.Join(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public void Shutdown_works_on_the_shell_too()
    {
        TestClient client = _kernel.Connect();
        client.Send(client.Shell, "shutdown_request", new JsonObject { ["restart"] = false });
        Assert.True(_kernel.HasEnded());
    }

    [Fact]
    public void A_taken_address_is_told_in_one_line()
    {
        var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        int port = ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
        ConnectionFile taken = _kernel.Connection with { Transport = "tcp", Address = "127.0.0.1", ShellPort = port };
        long start = Stopwatch.GetTimestamp();
        LionException refusal = Assert.Throws<LionException>(() => new KernelServer(taken, () => new FakeSession(), TextWriter.Null));
        Assert.Contains($"tcp://127.0.0.1:{port}", refusal.Message, StringComparison.Ordinal);
        Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(30));
        listener.Stop();
    }

    [Fact]
    public void Sockets_work_over_tcp()
    {
        ConnectionFile connection = FreePorts(_kernel.Connection with { Transport = "tcp", Address = "127.0.0.1" });
        var server = new KernelServer(connection, () => new FakeSession(), TextWriter.Null);
        var thread = new Thread(server.Run) { IsBackground = true };
        thread.Start();
        using (var client = new TestClient(connection))
        {
            client.WaitUntilReady();
            Assert.Equal("ok", client.Run("out hello\nvalue 1").Reply["status"]!.GetValue<string>());
        }

        server.Stop();
        Assert.True(thread.Join(TimeSpan.FromSeconds(30)));
    }

    private static void Ping(TestClient client, ZmqSocket socket)
    {
        string id = client.Send(socket, "kernel_info_request", []);
        client.Receive(socket, message => message.ParentId == id);
    }

    private static ConnectionFile FreePorts(ConnectionFile connection)
    {
        var listeners = Enumerable.Range(0, 5).Select(_ => new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(listener => listener.Start());
        int[] ports = [.. listeners.Select(listener => ((System.Net.IPEndPoint)listener.LocalEndpoint).Port)];
        listeners.ForEach(listener => listener.Stop());
        return connection with
        {
            ShellPort = ports[0],
            ControlPort = ports[1],
            IopubPort = ports[2],
            StdinPort = ports[3],
            HeartbeatPort = ports[4],
        };
    }
}
