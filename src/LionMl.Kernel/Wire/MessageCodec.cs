using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace LionMl.Kernel.Wire;

/// <summary>Frames ↔ messages of the Jupyter protocol 5.3. Thread-safe.</summary>
/// <param name="signer">Signs and checks.</param>
internal sealed class MessageCodec(MessageSigner signer)
{
    /// <summary>The version of the protocol.</summary>
    public const string ProtocolVersion = "5.3";

    private const int PartsAfterDelimiter = 5;
    private static readonly byte[] Delimiter = "<IDS|MSG>"u8.ToArray();
    private long _count;

    /// <summary>Names this end in the headers it writes.</summary>
    public string Session { get; } = Guid.NewGuid().ToString("N");

    /// <summary>Makes a message's frames.</summary>
    /// <param name="route">Identities of the receiver, or the topic.</param>
    /// <param name="type">The message's type.</param>
    /// <param name="parent">The header of what it answers.</param>
    /// <param name="content">Its content, a JSON object.</param>
    /// <param name="id">The new message's identifier.</param>
    public IReadOnlyList<ReadOnlyMemory<byte>> Encode(
        IReadOnlyList<byte[]> route, string type, MessageHeader parent, ReadOnlyMemory<byte> content, out string id)
    {
        id = $"{Session}_{Interlocked.Increment(ref _count)}";
        byte[] header = WireJson.Write(new JsonObject
        {
            ["msg_id"] = id,
            ["session"] = Session,
            ["username"] = "lionml",
            ["date"] = DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
            ["msg_type"] = type,
            ["version"] = ProtocolVersion,
        });
        ReadOnlyMemory<byte> metadata = WireJson.Empty;
        byte[] signature = signer.Sign(header, parent.Raw.Span, metadata.Span, content.Span);
        return [.. route.Select(one => (ReadOnlyMemory<byte>)one), Delimiter, signature, header, parent.Raw, metadata, content];
    }

    /// <summary>Checks and reads a message.</summary>
    /// <param name="frames">As received.</param>
    /// <param name="problem">What is wrong with it, for a note; empty when nothing is.</param>
    /// <returns>Null when the message is to be dropped.</returns>
    public WireMessage? Decode(IReadOnlyList<byte[]> frames, out string problem)
    {
        int delimiter = 0;
        while (delimiter < frames.Count && !frames[delimiter].AsSpan().SequenceEqual(Delimiter))
        {
            delimiter++;
        }

        int parts = frames.Count - delimiter - 1;
        problem = delimiter == frames.Count
            ? $"it has no {Encoding.ASCII.GetString(Delimiter)} frame"
            : parts < PartsAfterDelimiter ? $"it ends {PartsAfterDelimiter - parts} frames too early" : string.Empty;
        if (problem.Length > 0)
        {
            return null;
        }

        byte[] signature = frames[delimiter + 1], header = frames[delimiter + 2], parent = frames[delimiter + 3];
        byte[] metadata = frames[delimiter + 4], content = frames[delimiter + 5];
        if (signer.Check(signature, header, parent, metadata, content) is { } wrong)
        {
            problem = wrong;
            return null;
        }

        // Nothing is parsed before the signature is known to be right.
        if (MessageHeader.TryParse(header) is not { } parsed)
        {
            problem = "its header is not one";
            return null;
        }

        if (WireJson.TryParseObject(content) is not { } json || WireJson.TryParseObject(parent) is not { } parentJson)
        {
            problem = "its content or parent header is not a JSON object";
            return null;
        }

        string parentId = WireJson.TryText(parentJson, "msg_id") ?? string.Empty;
        return new WireMessage([.. frames.Take(delimiter)], parsed, parentId, json);
    }
}
