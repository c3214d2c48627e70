using System.Text.Json.Nodes;
using LionMl.Kernel.Wire;

namespace LionMl.Kernel.Server;

/// <summary>
/// A router socket with its thread: takes requests one after the other, wraps each in busy and idle, and never dies of one.
/// </summary>
/// <param name="name">The channel's name, for notes.</param>
/// <param name="socket">Its socket.</param>
/// <param name="parts">What the channels share.</param>
internal class RequestChannel(string name, ZmqSocket socket, ChannelParts parts)
{
    private volatile bool _isStopping;

    /// <summary>Output.</summary>
    protected Publisher Publisher => parts.Publisher;

    /// <summary>Takes no further request.</summary>
    public void Stop() => _isStopping = true;

    /// <summary>Serves until the context is shut down.</summary>
    public void Run()
    {
        while (!_isStopping)
        {
            switch (TryReceive(ZmqSocket.Forever, out WireMessage? request))
            {
                case ReceiveStatus.Closed:
                    return;
                case ReceiveStatus.Received when request is not null:
                    BeforeRequest();
                    Serve(request);
                    AfterRequest();
                    // Only now, after the idle status, may the kernel end.
                    parts.Common.EndIfAsked();
                    break;
            }
        }
    }

    /// <summary>Answers one request; <see cref="Reply"/> sends the answer.</summary>
    /// <returns>False for a type that this channel does not know.</returns>
    protected virtual bool Handle(WireMessage request)
    {
        if (parts.Common.Answer(request) is not { } answer)
        {
            return false;
        }

        Reply(request, answer);
        parts.Common.Announce(request, answer);
        return true;
    }

    /// <summary>Runs before each request.</summary>
    protected virtual void BeforeRequest()
    {
    }

    /// <summary>Runs after each request, when it is wholly answered.</summary>
    protected virtual void AfterRequest()
    {
    }

    /// <summary>Waits for a request.</summary>
    /// <param name="timeoutMilliseconds">How long.</param>
    /// <param name="request">Null also when a message was dropped.</param>
    protected ReceiveStatus TryReceive(int timeoutMilliseconds, out WireMessage? request)
    {
        ReceiveStatus status = socket.Receive(timeoutMilliseconds, out List<byte[]> frames);
        request = null;
        string problem = "it is too large";
        if (status == ReceiveStatus.Received)
        {
            request = parts.Codec.Decode(frames, out problem);
        }

        if (request is null && status is ReceiveStatus.Received or ReceiveStatus.Oversized && problem.Length > 0)
        {
            parts.Notes.Write($"dropped a message on {name}: {problem}");
        }

        return status;
    }

    /// <summary>Answers one request between busy and idle.</summary>
    protected void Serve(WireMessage request)
    {
        Publisher.Status(request.Header, "busy");
        try
        {
            if (!Handle(request))
            {
                parts.Notes.Write($"ignored a message on {name}: its type '{Shorten(request.Header.Type)}' is unknown");
            }
        }
        catch (Exception failure)
        {
            bool isRequestBad = failure is MalformedRequestException;
            string text = isRequestBad ? failure.Message : LionFailure.From(failure).Message;
            parts.Notes.Write($"could not answer a '{Shorten(request.Header.Type)}' on {name}: {text}");
            if (ReplyType(request) is { } type)
            {
                Send(request, type, ErrorContent.Reply(ErrorContent.Error(isRequestBad ? "BadRequest" : "KernelError", text)));
            }
        }
        finally
        {
            Publisher.Status(request.Header, "idle");
        }
    }

    /// <summary>Sends the reply to a request.</summary>
    protected void Reply(WireMessage request, JsonObject content) => Send(request, ReplyType(request) ?? "reply", content);

    private static string? ReplyType(WireMessage request) => request.Header.Type.EndsWith("_request", StringComparison.Ordinal)
        ? request.Header.Type[..^"request".Length] + "reply"
        : null;

    private static string Shorten(string type) => type.Length > 60 ? type[..60] + "…" : type;

    private void Send(WireMessage request, string type, JsonObject content) =>
        socket.Send(parts.Codec.Encode(request.Identities, type, request.Header, WireJson.Write(content), out _));
}
