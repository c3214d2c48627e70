using System.Text.Json.Nodes;
using LionMl.Kernel.Wire;

namespace LionMl.Kernel.Tests.Server;

public sealed class OutputTests : IDisposable
{
    private readonly TestKernel _kernel = new();

    public void Dispose() => _kernel.Dispose();

    [Fact]
    public void A_display_is_updated_by_its_name_from_a_later_cell()
    {
        TestClient client = _kernel.Connect();
        (_, List<TestClient.Message> shown) = client.Run("named first");
        (_, List<TestClient.Message> updated) = client.Run("update second\nclear wait");
        Assert.Equal("display_data: first", $"{shown[1]}");
        Assert.Equal("update_display_data: second", $"{updated[1]}");
        Assert.Equal("d1", shown[1].Content["transient"]!["display_id"]!.GetValue<string>());
        Assert.Equal("d1", updated[1].Content["transient"]!["display_id"]!.GetValue<string>());
        Assert.True(updated[2].Content["wait"]!.GetValue<bool>());
    }

    [Fact]
    public void Characters_printed_one_by_one_arrive_whole()
    {
        TestClient client = _kernel.Connect();
        (_, List<TestClient.Message> output) = client.Run("letters 😀 ä 😀😀");
        Assert.Equal("😀 ä 😀😀", string.Concat(output.Skip(1).Select(message => message.Text)));
    }

    [Fact]
    public void Background_output_keeps_its_cell_while_another_one_runs()
    {
        TestClient client = _kernel.Connect();
        string flag = Path.Combine(_kernel.Folder, "go");
        string first = client.Execute($"background {flag}");
        client.Output(first);
        string second = client.Execute("sleep");
        client.Receive(client.Iopub, message => message.ParentId == second && message.Type == "stream");
        File.WriteAllText(flag, string.Empty);
        TestClient.Message late = client.Receive(client.Iopub, message => message.Type == "stream");
        Assert.Equal(first, late.ParentId);
        Assert.Equal("from the background\n", late.Text);
        _kernel.Server.Interrupt();
        client.Reply(second);
    }

    [Fact]
    public void A_hundred_megabytes_of_text_are_cut_with_one_notice()
    {
        TestClient client = _kernel.Connect();
        string id = client.Execute("huge 100");
        long printed = 0;
        int notices = 0;
        foreach (TestClient.Message message in client.Output(id).Skip(1))
        {
            bool isNotice = message.Content["name"]!.GetValue<string>() == "stderr";
            notices += isNotice ? 1 : 0;
            printed += isNotice ? 0 : message.Text.Length;
        }

        Assert.Equal((32L << 20, 1), (printed, notices));
        Assert.Equal("ok", client.Run("value 1").Reply["status"]!.GetValue<string>());
    }

    [Theory]
    [InlineData(33 << 20)]
    [InlineData(200 << 20)]
    public void A_display_beyond_the_limit_is_replaced_with_a_text(int size)
    {
        TestClient client = _kernel.Connect();
        (_, List<TestClient.Message> output) = client.Run($"showhuge {size}");
        Assert.Contains("takes more than 32 MiB", output[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_large_display_within_the_limit_arrives()
    {
        TestClient client = _kernel.Connect();
        Assert.Equal(20 << 20, client.Run($"showhuge {20 << 20}").Output[1].Text.Length);
    }

    [Theory]
    [InlineData("name", false)]
    [InlineData("secret", true)]
    public void A_cell_asks_and_gets_the_answer(string prompt, bool isPassword)
    {
        TestClient client = _kernel.Connect();
        string id = client.Execute($"ask {prompt}");
        TestClient.Message question = client.Receive(client.Stdin, message => message.Type == "input_request");
        Assert.Equal(id, question.ParentId);
        Assert.Equal(prompt, question.Content["prompt"]!.GetValue<string>());
        Assert.Equal(isPassword, question.Content["password"]!.GetValue<bool>());
        // An answer to some other question must not be taken for this one's.
        MessageHeader other = question.Header with { Raw = "{\"msg_id\":\"x\"}"u8.ToArray() };
        client.Send(client.Stdin, "input_reply", new JsonObject { ["value"] = "wrong" }, other);
        client.Send(client.Stdin, "input_reply", new JsonObject { ["value"] = "Ada" }, question.Header);
        client.Reply(id);
        Assert.Equal("got Ada\n", client.Output(id)[^1].Text);
    }

    [Fact]
    public void An_early_answer_is_not_taken_for_a_later_question()
    {
        TestClient client = _kernel.Connect();
        client.Send(client.Stdin, "input_reply", new JsonObject { ["value"] = "stale" });
        client.Run("value 1");
        string id = client.Execute("ask name");
        client.Receive(client.Stdin, message => message.Type == "input_request");
        client.Send(client.Stdin, "input_reply", new JsonObject { ["value"] = "fresh" });
        client.Reply(id);
        Assert.Equal("got fresh\n", client.Output(id)[^1].Text);
    }

    [Fact]
    public void A_cell_that_may_not_ask_is_told_so()
    {
        TestClient client = _kernel.Connect();
        JsonObject reply = client.Run("ask name", content => content["allow_stdin"] = false).Reply;
        Assert.Equal("NotSupported", reply["ename"]!.GetValue<string>());
        Assert.Contains("cannot ask", reply["evalue"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_question_is_interrupted()
    {
        TestClient client = _kernel.Connect();
        string id = client.Execute("ask name");
        client.Receive(client.Stdin, message => message.Type == "input_request");
        client.Send(client.Control, "interrupt_request", []);
        Assert.Equal("Interrupted", client.Reply(id)["ename"]!.GetValue<string>());
    }
}
