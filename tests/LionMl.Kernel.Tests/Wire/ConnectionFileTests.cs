using System.Text;
using System.Text.Json.Nodes;
using LionMl.Kernel.Wire;

namespace LionMl.Kernel.Tests.Wire;

public sealed class ConnectionFileTests
{
    private const string Good = """
        {"shell_port": 1001, "iopub_port": 1002, "stdin_port": 1003, "control_port": 1004, "hb_port": 1005, "ip": "127.0.0.1",
         "key": "a0-b1", "transport": "tcp", "signature_scheme": "hmac-sha256", "kernel_name": "lionml", "jupyter_session": ""}
        """;

    [Fact]
    public void A_file_as_Jupyter_writes_it_is_read()
    {
        ConnectionFile file = Parse(Good);
        Assert.Equal(
            (1001, 1002, 1003, 1004, 1005), (file.ShellPort, file.IopubPort, file.StdinPort, file.ControlPort, file.HeartbeatPort));
        Assert.Equal("a0-b1", Encoding.UTF8.GetString(file.Key.Span));
        Assert.Equal("tcp://127.0.0.1:1001", file.Endpoint(1001));
    }

    [Theory]
    [InlineData("tcp", "localhost", "tcp://127.0.0.1:7")]
    [InlineData("tcp", "*", "tcp://*:7")]
    [InlineData("tcp", "::1", "tcp://[::1]:7")]
    [InlineData("ipc", "/tmp/a b/kernel", "ipc:///tmp/a b/kernel-7")]
    public void Addresses_are_libzmqs(string transport, string address, string expected) =>
        Assert.Equal(expected, Parse(With("transport", transport, "ip", address)).Endpoint(7));

    [Theory]
    [InlineData("key", "")]
    [InlineData("key", null)]
    public void An_empty_key_means_unsigned_messages(string name, string? value) => Assert.True(Parse(With(name, value)).Key.IsEmpty);

    [Theory]
    [InlineData("", "not a JSON object")]
    [InlineData("[]", "not a JSON object")]
    [InlineData("{\"ip\":", "not a JSON object")]
    [InlineData("\u0000\u0001", "not a JSON object")]
    [InlineData("{\"ip\":\"a\",\"ip\":\"b\"}", "not a JSON object")]
    [InlineData("{\"\\ud800\":1,\"\\ud800\":2}", "")]
    [InlineData("{\"ip\":\"\\ud800\"}", "'ip' is not text")]
    [InlineData("{}", "'ip' is missing")]
    public void What_is_not_a_connection_file_is_refused_in_one_line(string text, string expected) => IsRefused(text, expected);

    [Theory]
    [InlineData("shell_port", 0)]
    [InlineData("shell_port", -1)]
    [InlineData("shell_port", 65536)]
    [InlineData("shell_port", 1e300)]
    [InlineData("shell_port", "1001")]
    [InlineData("shell_port", null)]
    [InlineData("hb_port", 1001)]
    [InlineData("transport", "udp")]
    [InlineData("transport", 5)]
    [InlineData("signature_scheme", "hmac-md5\nsecond line")]
    [InlineData("ip", "")]
    [InlineData("ip", "a\nb")]
    [InlineData("ip", "a b")]
    public void Wrong_fields_are_named(string name, object? value) =>
        IsRefused(With(name, value), name == "hb_port" ? "the same" : name switch
        {
            "ip" => "address",
            "signature_scheme" => "signature scheme",
            _ => name,
        });

    [Theory]
    [InlineData("shell_port")]
    [InlineData("iopub_port")]
    [InlineData("stdin_port")]
    [InlineData("control_port")]
    [InlineData("hb_port")]
    public void A_missing_port_is_named(string name)
    {
        JsonObject json = JsonNode.Parse(Good)!.AsObject();
        json.Remove(name);
        IsRefused(json.ToJsonString(), $"'{name}' is missing");
    }

    [Fact]
    public void Every_cut_and_every_flipped_byte_ends_in_a_file_or_a_refusal()
    {
        byte[] good = Encoding.UTF8.GetBytes(Good);
        for (int i = 0; i < good.Length; i++)
        {
            TryParse(good.AsMemory(0, i));
            foreach (byte flip in (byte[])[0x01, 0x20, 0x80, 0xff])
            {
                byte[] spoilt = [.. good];
                spoilt[i] ^= flip;
                TryParse(spoilt);
            }
        }
    }

    [Fact]
    public void A_missing_or_endless_file_is_refused()
    {
        LionException missing = Assert.Throws<LionException>(() => ConnectionFile.Read("nowhere.json"));
        Assert.Contains("does not exist", missing.Message, StringComparison.Ordinal);
        Assert.Throws<LionException>(() => ConnectionFile.Read(Path.GetTempPath()));
        if (OperatingSystem.IsLinux())
        {
            LionException endless = Assert.Throws<LionException>(() => ConnectionFile.Read("/dev/zero"));
            Assert.Contains("too large", endless.Message, StringComparison.Ordinal);
        }
    }

    private static ConnectionFile Parse(string text) => ConnectionFile.Parse(Encoding.UTF8.GetBytes(text), "connection.json");

    private static string With(params object?[] pairs)
    {
        JsonObject json = JsonNode.Parse(Good)!.AsObject();
        for (int i = 0; i < pairs.Length; i += 2)
        {
            json[(string)pairs[i]!] = pairs[i + 1] is null ? null : JsonValue.Create(pairs[i + 1]);
        }

        return json.ToJsonString();
    }

    private static void TryParse(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            ConnectionFile.Parse(bytes, "connection.json");
        }
        catch (LionException refusal)
        {
            Assert.DoesNotContain('\n', refusal.Message);
        }
    }

    private static void IsRefused(string text, string expected)
    {
        LionException refusal = Assert.Throws<LionException>(() => Parse(text));
        Assert.Equal(FailureKind.BadInput, refusal.Kind);
        Assert.Contains("connection.json", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
    }
}
