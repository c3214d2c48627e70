using System.Text;
using System.Text.Json;

namespace LionMl.Kernel.Wire;

/// <summary>Where a kernel listens and how its messages are signed, as Jupyter writes it for each kernel.</summary>
internal sealed record ConnectionFile
{
    private const string Scheme = "hmac-sha256";
    private const string Remedy = "Jupyter writes this file and starts the kernel with it; use 'jupyter lab' or 'jupyter console'.";

    /// <summary><c>tcp</c> or <c>ipc</c>.</summary>
    public required string Transport { get; init; }

    /// <summary>The address of the interface, or the beginning of the paths of <c>ipc</c>.</summary>
    public required string Address { get; init; }

    /// <summary>Requests.</summary>
    public required int ShellPort { get; init; }

    /// <summary>Requests that may overtake those of the shell.</summary>
    public required int ControlPort { get; init; }

    /// <summary>Output.</summary>
    public required int IopubPort { get; init; }

    /// <summary>Questions to the user.</summary>
    public required int StdinPort { get; init; }

    /// <summary>Heartbeat.</summary>
    public required int HeartbeatPort { get; init; }

    /// <summary>The key of the signatures; empty for unsigned messages.</summary>
    public required ReadOnlyMemory<byte> Key { get; init; }

    /// <summary>The address of one socket in libzmq's form.</summary>
    public string Endpoint(int port) => Transport switch
    {
        "ipc" => $"ipc://{Address}-{port}",
        _ when Address.Contains(':') && !Address.StartsWith('[') => $"tcp://[{Address}]:{port}",
        _ => $"tcp://{(Address == "localhost" ? "127.0.0.1" : Address)}:{port}",
    };

    /// <summary>Reads a connection file.</summary>
    /// <exception cref="LionException">One line says what is wrong.</exception>
    public static ConnectionFile Read(string path)
    {
        byte[] bytes;
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var buffer = new byte[WireLimits.ConnectionFileBytes + 1];
            int length = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            bytes = length <= WireLimits.ConnectionFileBytes ? buffer[..length] : throw Bad(path, "it is too large");
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new LionException(FailureKind.BadInput, $"The connection file {path} does not exist. {Remedy}", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw Bad(path, $"it could not be read ({failure.Message.TrimEnd('.')})");
        }

        return Parse(bytes, path);
    }

    /// <summary>Parses a connection file.</summary>
    /// <param name="bytes">Its content.</param>
    /// <param name="path">Its name, for errors.</param>
    /// <exception cref="LionException">One line says what is wrong.</exception>
    public static ConnectionFile Parse(ReadOnlyMemory<byte> bytes, string path)
    {
        if (WireJson.TryParseObject(bytes) is not { } json)
        {
            throw Bad(path, "it is not a JSON object");
        }

        string scheme = Text(json, "signature_scheme", path) ?? Scheme;
        string key = Text(json, "key", path) ?? string.Empty;
        string transport = Text(json, "transport", path) ?? "tcp";
        string address = Text(json, "ip", path) ?? throw Bad(path, "the field 'ip' is missing");
        if (key.Length > 0 && scheme != Scheme)
        {
            throw Bad(path, $"the signature scheme '{Shorten(scheme)}' is not supported; this kernel knows {Scheme}");
        }

        if (transport is not ("tcp" or "ipc"))
        {
            throw Bad(path, $"the transport '{Shorten(transport)}' is not supported; this kernel knows tcp and ipc");
        }

        if (address.Length == 0 || address.Any(char.IsControl) || transport == "tcp" && address.Any(char.IsWhiteSpace))
        {
            throw Bad(path, $"the address '{Shorten(address)}' is not one");
        }

        var connection = new ConnectionFile
        {
            Transport = transport,
            Address = address,
            ShellPort = Port(json, "shell_port", path),
            ControlPort = Port(json, "control_port", path),
            IopubPort = Port(json, "iopub_port", path),
            StdinPort = Port(json, "stdin_port", path),
            HeartbeatPort = Port(json, "hb_port", path),
            Key = Encoding.UTF8.GetBytes(key),
        };
        int[] ports =
        [
            connection.ShellPort, connection.ControlPort, connection.IopubPort, connection.StdinPort, connection.HeartbeatPort,
        ];
        return ports.Distinct().Count() == ports.Length ? connection : throw Bad(path, "two of its ports are the same");
    }

    private static string? Text(JsonElement json, string name, string path)
    {
        if (!json.TryGetProperty(name, out JsonElement value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return WireJson.TryText(value) ?? throw Bad(path, $"the field '{name}' is not text");
    }

    private static int Port(JsonElement json, string name, string path)
    {
        if (!json.TryGetProperty(name, out JsonElement value))
        {
            throw Bad(path, $"the field '{name}' is missing");
        }

        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int port) && port is > 0 and <= ushort.MaxValue
            ? port
            : throw Bad(path, $"'{name}' is {Shorten(value.GetRawText())}, not a port from 1 to {ushort.MaxValue}");
    }

    private static LionException Bad(string path, string problem) =>
        new(FailureKind.BadInput, $"The connection file {path} is not usable: {problem}. {Remedy}");

    // What a hostile file says must not fill the terminal, nor break the line.
    private static string Shorten(string text)
    {
        string line = string.Concat(text.Take(40).Select(one => char.IsControl(one) || char.IsSurrogate(one) ? '?' : one));
        return text.Length > 40 ? line + "…" : line;
    }
}
