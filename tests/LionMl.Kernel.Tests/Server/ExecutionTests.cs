using System.Text.Json.Nodes;
using LionMl.Kernel.Sessions;

namespace LionMl.Kernel.Tests.Server;

public sealed class ExecutionTests : IDisposable
{
    private readonly TestKernel _kernel = new();

    public void Dispose() => _kernel.Dispose();

    [Fact]
    public void Messages_come_in_the_protocols_order()
    {
        TestClient client = _kernel.Connect();
        string id = client.Execute("out one\nerr two\nout three\nshow four\nout five\nvalue six");
        Assert.Equal("ok", client.Reply(id)["status"]!.GetValue<string>());
        var seen = new List<string>();
        while (seen.LastOrDefault() != "idle")
        {
            TestClient.Message message = client.Receive(client.Iopub, one => one.ParentId == id);
            seen.Add(message.State ?? (message.Type == "stream" ? $"{message.Content["name"]}: {message.Text.Trim()}" : $"{message}"));
        }

        Assert.Equal(
            [
                "busy", "execute_input", "stdout: one", "stderr: two", "stdout: three", "display_data: four", "stdout: five",
                "execute_result: six", "idle",
            ],
            seen);
    }

    [Fact]
    public void The_reply_comes_after_the_output_and_the_count_grows()
    {
        TestClient client = _kernel.Connect();
        (JsonObject first, _) = client.Run("value 1");
        (JsonObject second, List<TestClient.Message> output) = client.Run("value 2");
        Assert.Equal((1, 2), (first["execution_count"]!.GetValue<int>(), second["execution_count"]!.GetValue<int>()));
        Assert.All(output, message => Assert.Equal(2, message.Content["execution_count"]!.GetValue<int>()));
        Assert.Equal([1, 2], _kernel.Session.Numbers);
    }

    [Fact]
    public void A_silent_cell_shows_nothing_and_does_not_count()
    {
        TestClient client = _kernel.Connect();
        (JsonObject reply, List<TestClient.Message> output) = client.Run("out x\nshow y\nvalue z", content => content["silent"] = true);
        Assert.Empty(output);
        Assert.Equal("ok", reply["status"]!.GetValue<string>());
        Assert.Equal(1, client.Run("value 1").Reply["execution_count"]!.GetValue<int>());
        (JsonObject failed, output) = client.Run("fail no", content => content["silent"] = true);
        Assert.Empty(output);
        Assert.Equal("TestException", failed["ename"]!.GetValue<string>());
    }

    [Fact]
    public void A_cell_that_is_not_stored_shows_its_output_and_does_not_count()
    {
        TestClient client = _kernel.Connect();
        (_, List<TestClient.Message> output) = client.Run("value z", content => content["store_history"] = false);
        Assert.Equal(["execute_input", "execute_result: z"], output.Select(message => message.ToString()));
        Assert.Equal(1, client.Run("value 1").Reply["execution_count"]!.GetValue<int>());
    }

    [Fact]
    public void An_error_is_shown_and_replied()
    {
        TestClient client = _kernel.Connect();
        (JsonObject reply, List<TestClient.Message> output) = client.Run("out before\nfail it broke");
        Assert.Equal(["execute_input", "stream: before", "error"], output.Select(message => message.ToString()));
        foreach (JsonObject content in (JsonObject[])[reply, output[^1].Content])
        {
            Assert.Equal("TestException", content["ename"]!.GetValue<string>());
            Assert.Equal("it broke", content["evalue"]!.GetValue<string>());
            Assert.Equal("TestException: it broke", content["traceback"]![0]!.GetValue<string>());
        }

        Assert.Equal("error", reply["status"]!.GetValue<string>());
    }

    [Fact]
    public void A_session_that_throws_does_not_end_the_kernel()
    {
        TestClient client = _kernel.Connect();
        Assert.Equal("KernelError", client.Run("throw oh").Reply["ename"]!.GetValue<string>());
        Assert.Equal("ok", client.Run("value 1").Reply["status"]!.GetValue<string>());
    }

    [Fact]
    public void An_error_aborts_the_cells_queued_behind_it_and_nothing_else()
    {
        TestClient client = _kernel.Connect();
        string failing = client.Execute("ask wait for the others\nfail now");
        client.Receive(client.Stdin, message => message.Type == "input_request");
        string[] queued = [client.Execute("out a"), client.Execute("out b")];
        string question = client.Send(client.Shell, "is_complete_request", new JsonObject { ["code"] = "{" });
        string last = client.Execute("out c");
        client.Send(client.Stdin, "input_reply", new JsonObject { ["value"] = "go" });
        Assert.Equal("error", client.Reply(failing)["status"]!.GetValue<string>());
        Assert.Equal("aborted", client.Reply(queued[0])["status"]!.GetValue<string>());
        Assert.Equal("aborted", client.Reply(queued[1])["status"]!.GetValue<string>());
        Assert.Equal("incomplete", client.Reply(question)["status"]!.GetValue<string>());
        Assert.Equal("aborted", client.Reply(last)["status"]!.GetValue<string>());
        Assert.Empty(client.Output(last));
        Assert.Equal(["execute_input", "stream: d"], client.Run("out d").Output.Select(message => message.ToString()));
    }

    [Fact]
    public void Without_stop_on_error_the_queued_cells_run()
    {
        TestClient client = _kernel.Connect();
        string failing = client.Execute("ask wait\nfail now", content => content["stop_on_error"] = false);
        client.Receive(client.Stdin, message => message.Type == "input_request");
        string next = client.Execute("value 1");
        client.Send(client.Stdin, "input_reply", new JsonObject { ["value"] = "go" });
        Assert.Equal("error", client.Reply(failing)["status"]!.GetValue<string>());
        Assert.Equal("ok", client.Reply(next)["status"]!.GetValue<string>());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_running_cell_is_interrupted(bool bySignal)
    {
        TestClient client = _kernel.Connect();
        string id = client.Execute("sleep");
        client.Receive(client.Iopub, message => message.ParentId == id && message.Type == "stream");
        if (bySignal)
        {
            _kernel.Server.Interrupt();
        }
        else
        {
            string interrupt = client.Send(client.Control, "interrupt_request", []);
            JsonObject answer = client.Receive(client.Control, message => message.ParentId == interrupt).Content;
            Assert.Equal("ok", answer["status"]!.GetValue<string>());
        }

        Assert.Equal("Interrupted", client.Reply(id)["ename"]!.GetValue<string>());
        Assert.Equal("ok", client.Run("value 1").Reply["status"]!.GetValue<string>());
    }

    [Fact]
    public void Control_is_served_while_a_cell_runs()
    {
        TestClient client = _kernel.Connect();
        string id = client.Execute("sleep");
        client.Receive(client.Iopub, message => message.ParentId == id && message.Type == "stream");
        string debug = client.Send(client.Control, "debug_request", new JsonObject { ["command"] = "attach", ["seq"] = 4 });
        TestClient.Message refused = client.Receive(client.Control, message => message.ParentId == debug);
        Assert.Equal("debug_reply", refused.Type);
        Assert.False(refused.Content["success"]!.GetValue<bool>());
        Assert.Equal(4, refused.Content["request_seq"]!.GetValue<int>());
        _kernel.Server.Interrupt();
        client.Reply(id);
    }

    [Fact]
    public void User_expressions_are_answered_with_errors()
    {
        TestClient client = _kernel.Connect();
        JsonObject reply = client.Run("value 1", content => content["user_expressions"] = new JsonObject { ["x"] = "1 + 1" }).Reply;
        Assert.Equal("error", reply["user_expressions"]!["x"]!["status"]!.GetValue<string>());
    }

    [Fact]
    public void The_kernel_answers_before_its_session_is_made()
    {
        using var gate = new ManualResetEventSlim();
        using var kernel = new TestKernel(() =>
        {
            gate.Wait();
            return new FakeSession();
        });
        TestClient client = kernel.Connect();
        string id = client.Execute("value 1");
        client.Receive(client.Iopub, message => message.ParentId == id && message.Type == "execute_input");
        gate.Set();
        Assert.Equal("ok", client.Reply(id)["status"]!.GetValue<string>());
    }

    [Fact]
    public void A_session_that_cannot_be_made_is_told_with_every_cell()
    {
        using var kernel = new TestKernel(() => throw new LionException(FailureKind.BadInput, "no compiler"));
        TestClient client = kernel.Connect();
        for (int i = 0; i < 2; i++)
        {
            Assert.Equal("no compiler", client.Run("value 1").Reply["evalue"]!.GetValue<string>());
        }
    }

    [Fact]
    public void A_waiting_cell_is_interrupted_before_its_session_is_made()
    {
        using var gate = new ManualResetEventSlim();
        Func<ICellSession> factory = () =>
        {
            gate.Wait();
            return new FakeSession();
        };
        using var kernel = new TestKernel(factory);
        TestClient client = kernel.Connect();
        string id = client.Execute("value 1");
        client.Receive(client.Iopub, message => message.ParentId == id && message.Type == "execute_input");
        // The input is published just before the cell can be interrupted.
        JsonObject? reply = null;
        while (reply is null)
        {
            kernel.Server.Interrupt();
            reply = client.TryReceive(client.Shell, 50)?.Content;
        }

        Assert.Equal("Interrupted", reply["ename"]!.GetValue<string>());
        gate.Set();
    }
}
