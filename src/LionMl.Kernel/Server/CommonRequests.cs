using System.Text.Json.Nodes;
using LionMl.Kernel.Wire;

namespace LionMl.Kernel.Server;

/// <summary>Requests that are the same on shell and control: they need no session.</summary>
/// <param name="connection">Where the kernel listens.</param>
/// <param name="publisher">Output.</param>
/// <param name="interrupt">Interrupts the running cell.</param>
/// <param name="stop">Ends the kernel.</param>
internal sealed class CommonRequests(ConnectionFile connection, Publisher publisher, Action interrupt, Action stop)
{
    private volatile bool _isEndAsked;

    /// <summary>The answer to a request.</summary>
    /// <returns>Null for a type that is not among them.</returns>
    public JsonObject? Answer(WireMessage request)
    {
        var fields = new RequestFields(request.Content);
        switch (request.Header.Type)
        {
            case "kernel_info_request":
                return KernelInfo.Reply();
            case "comm_info_request":
                return new JsonObject { ["status"] = "ok", ["comms"] = new JsonObject() };
            case "connect_request":
                return Ports();
            case "interrupt_request":
                interrupt();
                return new JsonObject { ["status"] = "ok" };
            case "shutdown_request":
                return new JsonObject { ["status"] = "ok", ["restart"] = fields.Flag("restart", false) };
            case "debug_request":
                return new JsonObject
                {
                    ["type"] = "response",
                    ["request_seq"] = fields.Number("seq") ?? 0,
                    ["success"] = false,
                    ["command"] = fields.TryText("command") ?? string.Empty,
                    ["message"] = "This kernel has no debugger.",
                };
            default:
                return null;
        }
    }

    /// <summary>Tells every front end of a shutdown, when it has been answered.</summary>
    public void Announce(WireMessage request, JsonObject answer)
    {
        if (request.Header.Type == "shutdown_request")
        {
            publisher.Publish(request.Header, "shutdown_reply", answer);
            _isEndAsked = true;
        }
    }

    /// <summary>Ends the kernel, if a request asked for that.</summary>
    public void EndIfAsked()
    {
        if (_isEndAsked)
        {
            stop();
        }
    }

    private JsonObject Ports() => new()
    {
        ["status"] = "ok",
        ["shell_port"] = connection.ShellPort,
        ["iopub_port"] = connection.IopubPort,
        ["stdin_port"] = connection.StdinPort,
        ["hb_port"] = connection.HeartbeatPort,
        ["control_port"] = connection.ControlPort,
    };
}
