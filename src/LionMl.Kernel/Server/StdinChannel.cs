using System.Diagnostics;
using System.Text.Json.Nodes;
using LionMl.Kernel.Wire;

namespace LionMl.Kernel.Server;

/// <summary>Asks the user for a line through the front end that runs the cell.</summary>
/// <param name="socket">The stdin socket.</param>
/// <param name="codec">Frames.</param>
/// <param name="notes">Where dropped messages are noted.</param>
internal sealed class StdinChannel(ZmqSocket socket, MessageCodec codec, KernelNotes notes) : IDisposable
{
    private const int PollMilliseconds = 50;
    private static readonly TimeSpan PeerPatience = TimeSpan.FromSeconds(2);
    private readonly SemaphoreSlim _gate = new(1);

    /// <summary>Asks and waits for the answer.</summary>
    /// <exception cref="NotSupportedException">The front end has no stdin channel.</exception>
    /// <exception cref="OperationCanceledException">Interrupted, or the kernel ends.</exception>
    public string Ask(WireMessage request, string prompt, bool isPassword, CancellationToken cancellation)
    {
        _gate.Wait(cancellation);
        try
        {
            Drain();
            byte[] content = WireJson.Write(new JsonObject { ["prompt"] = prompt, ["password"] = isPassword });
            IReadOnlyList<ReadOnlyMemory<byte>> frames =
                codec.Encode(request.Identities, "input_request", request.Header, content, out string id);
            long start = Stopwatch.GetTimestamp();
            while (!socket.Send(frames))
            {
                cancellation.ThrowIfCancellationRequested();
                if (Stopwatch.GetElapsedTime(start) > PeerPatience)
                {
                    throw new NotSupportedException("This front end said that it takes questions, but does not listen for them.");
                }

                Thread.Sleep(PollMilliseconds);
            }

            while (true)
            {
                cancellation.ThrowIfCancellationRequested();
                if (Receive(PollMilliseconds) is { } reply && IsAnswer(reply, request, id))
                {
                    return new RequestFields(reply.Content).TryText("value") ?? string.Empty;
                }
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Waits until nobody asks any more, so that the socket may be closed. The context must be shut down before.</summary>
    public void Dispose() => _gate.Wait(TimeSpan.FromSeconds(1));

    // Some clients leave the parent header of an answer empty; any other parent means an answer to an earlier question.
    private static bool IsAnswer(WireMessage reply, WireMessage request, string id) =>
        reply.Header.Type == "input_reply"
        && (reply.ParentId.Length == 0 || reply.ParentId == id)
        && reply.Identities.Count > 0
        && request.Identities.Count > 0
        && reply.Identities[0].AsSpan().SequenceEqual(request.Identities[0]);

    private void Drain()
    {
        for (int i = 0; i < KernelLimits.AbortedRequests; i++)
        {
            if (Receive(0) is null)
            {
                return;
            }
        }
    }

    private WireMessage? Receive(int timeoutMilliseconds)
    {
        switch (socket.Receive(timeoutMilliseconds, out List<byte[]> frames))
        {
            case ReceiveStatus.Closed:
                throw new OperationCanceledException("The kernel ends.");
            case ReceiveStatus.Oversized:
                notes.Write("dropped a message on stdin: it is too large");
                return null;
            case ReceiveStatus.TimedOut:
                return null;
        }

        WireMessage? message = codec.Decode(frames, out string problem);
        if (message is null)
        {
            notes.Write($"dropped a message on stdin: {problem}");
        }

        return message;
    }
}
