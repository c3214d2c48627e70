using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using LionMl.Kernel.Display;
using LionMl.Kernel.Wire;
using LionMl.Results;

namespace LionMl.Kernel.Server;

/// <summary>The content of messages that show a value.</summary>
internal static class DisplayContent
{
    /// <summary>Writes <c>data</c> and what goes with it.</summary>
    /// <param name="value">The value's formats; too large a value is replaced with a text that says so.</param>
    /// <param name="displayId">The name by which it can be updated.</param>
    /// <param name="executionCount">The cell's number, for a result.</param>
    public static ReadOnlyMemory<byte> Write(MimeBundle value, string? displayId, int? executionCount)
    {
        ReadOnlyMemory<byte> data = TryWrite(value.Data) ?? TryWrite(TooLarge().Data)!.Value;
        var buffer = new ArrayBufferWriter<byte>(data.Length + 256);
        using var writer = new Utf8JsonWriter(buffer, WireJson.Style);
        writer.WriteStartObject();
        if (executionCount is { } count)
        {
            writer.WriteNumber("execution_count", count);
        }

        writer.WritePropertyName("data");
        writer.WriteRawValue(data.Span, skipInputValidation: true);
        writer.WriteStartObject("metadata");
        writer.WriteEndObject();
        writer.WriteStartObject("transient");
        if (displayId is not null)
        {
            writer.WriteString("display_id", displayId);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenMemory;
    }

    /// <summary>The value, or where it is too large the text that stands in its place.</summary>
    public static MimeBundle Bounded(MimeBundle value) => TryWrite(value.Data) is null ? TooLarge() : value;

    private static MimeBundle TooLarge() => MimeBundle.Text(
        $"[This value is not shown: written out it takes more than {Units.Bytes(KernelLimits.DisplayBytes)}. "
        + "Show a part of it, or save it to a file.]");

    private static ReadOnlyMemory<byte>? TryWrite(IEnumerable<KeyValuePair<string, JsonNode>> data)
    {
        var buffer = new BoundedBuffer(KernelLimits.DisplayBytes);
        try
        {
            using var writer = new Utf8JsonWriter(buffer, WireJson.Style);
            writer.WriteStartObject();
            foreach ((string type, JsonNode node) in data)
            {
                writer.WritePropertyName(type);
                node.WriteTo(writer);
                writer.Flush();
            }

            writer.WriteEndObject();
            writer.Flush();
            return buffer.Written;
        }
        catch (Exception failure) when (failure is BoundedBuffer.FullException or ArgumentException or OutOfMemoryException)
        {
            // The writer itself refuses texts that are far beyond the limit.
            return null;
        }
    }
}
