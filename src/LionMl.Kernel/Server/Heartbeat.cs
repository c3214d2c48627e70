using LionMl.Kernel.Wire;

namespace LionMl.Kernel.Server;

/// <summary>Sends back what comes, so that front ends see that the process lives.</summary>
internal static class Heartbeat
{
    /// <summary>Serves until the context is shut down.</summary>
    public static void Run(ZmqSocket socket)
    {
        while (true)
        {
            ReceiveStatus status = socket.Receive(ZmqSocket.Forever, out List<byte[]> frames);
            if (status == ReceiveStatus.Closed)
            {
                return;
            }

            // Also too large a message wants an answer before the socket listens again.
            socket.Send(frames.Count == 0 ? [ReadOnlyMemory<byte>.Empty] : [.. frames.Select(frame => (ReadOnlyMemory<byte>)frame)]);
        }
    }
}
