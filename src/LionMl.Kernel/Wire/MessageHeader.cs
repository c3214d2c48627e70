using System.Text.Json;

namespace LionMl.Kernel.Wire;

/// <summary>A message's header: what it is, and the bytes that answers repeat as their parent.</summary>
/// <param name="Id">The message's identifier.</param>
/// <param name="Type">Its type, e.g. <c>execute_request</c>.</param>
/// <param name="Raw">The header as it came.</param>
internal sealed record MessageHeader(string Id, string Type, ReadOnlyMemory<byte> Raw)
{
    /// <summary>The parent of messages that answer nothing.</summary>
    public static MessageHeader None { get; } = new(string.Empty, string.Empty, WireJson.Empty);

    /// <summary>Reads a header.</summary>
    /// <returns>Null when it is not JSON, or lacks identifier or type.</returns>
    public static MessageHeader? TryParse(ReadOnlyMemory<byte> raw) =>
        WireJson.TryParseObject(raw) is { } json
        && WireJson.TryText(json, "msg_id") is { Length: > 0 } id
        && WireJson.TryText(json, "msg_type") is { Length: > 0 } type
            ? new MessageHeader(id, type, raw)
            : null;
}
