using System.Text;
using System.Text.Json.Nodes;
using LionMl.Kernel.Wire;

namespace LionMl.Kernel.Server;

/// <summary>The one way to the iopub socket: any thread may publish, one at a time.</summary>
/// <param name="socket">The socket.</param>
/// <param name="codec">Makes the frames.</param>
internal sealed class Publisher(ZmqSocket socket, MessageCodec codec)
{
    private readonly Lock _gate = new();
    private bool _isClosed;

    /// <summary>Publishes a message.</summary>
    /// <param name="parent">The request that it belongs to.</param>
    /// <param name="type">Its type.</param>
    /// <param name="content">Its content, a JSON object.</param>
    public void Publish(MessageHeader parent, string type, ReadOnlyMemory<byte> content)
    {
        byte[] topic = Encoding.UTF8.GetBytes($"kernel.{codec.Session}.{type}");
        IReadOnlyList<ReadOnlyMemory<byte>> frames = codec.Encode([topic], type, parent, content, out _);
        lock (_gate)
        {
            if (!_isClosed)
            {
                socket.Send(frames);
            }
        }
    }

    /// <summary>Publishes a small message.</summary>
    public void Publish(MessageHeader parent, string type, JsonObject content) => Publish(parent, type, WireJson.Write(content));

    /// <summary>Says what the kernel does: <c>starting</c>, <c>busy</c> or <c>idle</c>.</summary>
    public void Status(MessageHeader parent, string state) => Publish(parent, "status", new JsonObject { ["execution_state"] = state });

    /// <summary>Drops whatever background work still publishes; the socket may be closed afterwards.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
        }
    }
}
