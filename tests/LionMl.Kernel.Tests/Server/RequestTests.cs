using System.Text.Json.Nodes;

namespace LionMl.Kernel.Tests.Server;

public sealed class RequestTests : IDisposable
{
    private readonly TestKernel _kernel = new();

    public void Dispose() => _kernel.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Kernel_info_is_answered_on_both_channels(bool onControl)
    {
        TestClient client = _kernel.Connect();
        var socket = onControl ? client.Control : client.Shell;
        string id = client.Send(socket, "kernel_info_request", []);
        JsonObject info = client.Receive(socket, message => message.ParentId == id).Content;
        Assert.Equal("5.3", info["protocol_version"]!.GetValue<string>());
        Assert.Equal("C#", info["language_info"]!["name"]!.GetValue<string>());
        Assert.Equal(".cs", info["language_info"]!["file_extension"]!.GetValue<string>());
    }

    [Fact]
    public void Positions_are_code_points()
    {
        TestClient client = _kernel.Connect();
        JsonObject completion = Ask(client, "complete_request", new JsonObject { ["code"] = "😀😀ab", ["cursor_pos"] = 3 });
        Assert.Equal((2, 3), (completion["cursor_start"]!.GetValue<int>(), completion["cursor_end"]!.GetValue<int>()));
        Assert.Equal("Candidate", completion["matches"]![0]!.GetValue<string>());
        Assert.Equal("class", completion["metadata"]!["_jupyter_types_experimental"]![0]!["type"]!.GetValue<string>());
        JsonObject inspection = Ask(client, "inspect_request", new JsonObject { ["code"] = "😀ab", ["cursor_pos"] = 2 });
        Assert.Equal("😀a|", inspection["data"]!["text/plain"]!.GetValue<string>());
        Assert.False(Ask(client, "inspect_request", new JsonObject { ["code"] = "", ["cursor_pos"] = 0 })["found"]!.GetValue<bool>());
    }

    [Theory]
    [InlineData("1", "complete")]
    [InlineData("{", "incomplete")]
    [InlineData("}", "invalid")]
    public void Completeness_is_answered(string code, string expected)
    {
        JsonObject reply = Ask(_kernel.Connect(), "is_complete_request", new JsonObject { ["code"] = code });
        Assert.Equal(expected, reply["status"]!.GetValue<string>());
        Assert.Equal(code == "{", reply.ContainsKey("indent"));
    }

    [Fact]
    public void History_is_recalled_by_tail_range_and_search()
    {
        TestClient client = _kernel.Connect();
        foreach (string code in (string[])["out a", "value b", "out a", "out c"])
        {
            client.Run(code);
        }

        client.Run("out hidden", content => content["store_history"] = false);
        Assert.Equal("[[1,3,\"out a\"],[1,4,\"out c\"]]", History("tail", ("n", 2)));
        Assert.Equal("[[1,2,[\"value b\",\"b\"]]]", History("range", ("session", 0), ("start", 2), ("stop", 3), ("output", true)));
        Assert.Equal("[]", History("range", ("session", -1), ("start", 1), ("stop", 3)));
        Assert.Equal("[[1,3,\"out a\"]]", History("search", ("pattern", "*a"), ("unique", true)));
        Assert.Equal("[[1,3,\"out a\"],[1,4,\"out c\"]]", History("search", ("pattern", "out ?"), ("n", 2)));
        Assert.Equal("[]", History("tail", ("n", -7)));

        string History(string kind, params (string Name, JsonNode Value)[] fields)
        {
            var content = new JsonObject { ["hist_access_type"] = kind, ["raw"] = true, ["output"] = false };
            foreach ((string name, JsonNode value) in fields)
            {
                content[name] = value.DeepClone();
            }

            return Ask(client, "history_request", content)["history"]!.ToJsonString();
        }
    }

    [Fact]
    public void Comms_are_listed_and_closed()
    {
        TestClient client = _kernel.Connect();
        Assert.Empty(Ask(client, "comm_info_request", [])["comms"]!.AsObject());
        var content = new JsonObject { ["comm_id"] = "c1", ["target_name"] = "t", ["data"] = new JsonObject() };
        string id = client.Send(client.Shell, "comm_open", content);
        Assert.Equal("c1", Assert.Single(client.Output(id)).Content["comm_id"]!.GetValue<string>());
    }

    [Fact]
    public void An_unknown_type_is_noted_and_ignored()
    {
        TestClient client = _kernel.Connect();
        string id = client.Send(client.Shell, "make_coffee_request", []);
        Assert.Empty(client.Output(id));
        Assert.Contains("make_coffee_request", _kernel.Log, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("execute_request", "{}")]
    [InlineData("execute_request", """{"code": 5}""")]
    [InlineData("execute_request", """{"code": "\ud800"}""")]
    [InlineData("complete_request", """{"cursor_pos": 1}""")]
    [InlineData("inspect_request", "{}")]
    [InlineData("is_complete_request", """{"code": null}""")]
    [InlineData("history_request", """{"hist_access_type": "all"}""")]
    public void A_request_without_what_it_needs_gets_an_error(string type, string content)
    {
        TestClient client = _kernel.Connect();
        List<ReadOnlyMemory<byte>> frames = client.Frames(type, []);
        frames[5] = System.Text.Encoding.UTF8.GetBytes(content);
        client.Shell.Send(client.Sign(frames));
        TestClient.Message reply = client.Receive(client.Shell);
        Assert.Equal("error", reply.Content["status"]!.GetValue<string>());
        Assert.Equal("BadRequest", reply.Content["ename"]!.GetValue<string>());
        Assert.Equal("ok", client.Run("value 1").Reply["status"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("""{"code": "a", "cursor_pos": -3}""")]
    [InlineData("""{"code": "a", "cursor_pos": 1e99}""")]
    [InlineData("""{"code": "a", "cursor_pos": "2"}""")]
    [InlineData("""{"code": "a", "cursor_pos": 1.5}""")]
    public void Any_cursor_is_brought_into_the_text(string content)
    {
        TestClient client = _kernel.Connect();
        List<ReadOnlyMemory<byte>> frames = client.Frames("inspect_request", []);
        frames[5] = System.Text.Encoding.UTF8.GetBytes(content);
        client.Shell.Send(client.Sign(frames));
        Assert.Equal("ok", client.Receive(client.Shell).Content["status"]!.GetValue<string>());
    }

    private static JsonObject Ask(TestClient client, string type, JsonObject content) =>
        client.Reply(client.Send(client.Shell, type, content));
}
