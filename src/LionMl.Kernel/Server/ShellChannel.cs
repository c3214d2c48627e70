using System.Text.Json.Nodes;
using LionMl.Kernel.Wire;

namespace LionMl.Kernel.Server;

/// <summary>Cells and questions about code, in the order in which they come.</summary>
/// <param name="socket">The shell's socket.</param>
/// <param name="parts">What the channels share.</param>
/// <param name="runner">Runs cells.</param>
/// <param name="language">Answers questions about code.</param>
/// <param name="stopping">Cancelled when the kernel ends.</param>
internal sealed class ShellChannel(
    ZmqSocket socket, ChannelParts parts, CellRunner runner, LanguageServices language, CancellationToken stopping)
    : RequestChannel("shell", socket, parts)
{
    // Front ends send the cells of "run all" one by one; the stragglers of a batch arrive within this time.
    private const int StragglerMilliseconds = 20;
    private List<WireMessage> _queued = [];

    protected override bool Handle(WireMessage request)
    {
        var fields = new RequestFields(request.Content);
        switch (request.Header.Type)
        {
            case "execute_request":
                Execute(request);
                return true;
            case "complete_request":
                Reply(request, language.Complete(fields, stopping));
                return true;
            case "inspect_request":
                Reply(request, language.Inspect(fields, stopping));
                return true;
            case "is_complete_request":
                Reply(request, language.CheckComplete(fields, stopping));
                return true;
            case "history_request":
                Reply(request, runner.History.Reply(fields));
                return true;
            case "comm_open":
                // The protocol's answer for a target that nobody has registered.
                Publisher.Publish(
                    request.Header, "comm_close", new JsonObject { ["comm_id"] = fields.Text("comm_id"), ["data"] = new JsonObject() });
                return true;
            case "comm_msg" or "comm_close":
                return true;
        }

        return base.Handle(request);
    }

    protected override void BeforeRequest() => runner.Enter();

    // Cells that were queued behind a failed one are aborted, after that one is idle; other requests are answered as usual.
    protected override void AfterRequest()
    {
        List<WireMessage> queued = _queued;
        _queued = [];
        foreach (WireMessage next in queued)
        {
            if (next.Header.Type == "execute_request")
            {
                Publisher.Status(next.Header, "busy");
                Reply(next, new JsonObject { ["status"] = "aborted" });
                Publisher.Status(next.Header, "idle");
            }
            else
            {
                Serve(next);
            }
        }

        runner.Leave();
    }

    private void Execute(WireMessage request)
    {
        JsonObject reply = runner.Execute(request, out bool failed);
        // What has arrived before the reply leaves cannot be a reaction to it: such cells were queued behind the failed one.
        if (failed)
        {
            _queued = Drain();
        }

        Reply(request, reply);
    }

    private List<WireMessage> Drain()
    {
        var queued = new List<WireMessage>();
        for (int i = 0; i < KernelLimits.AbortedRequests; i++)
        {
            ReceiveStatus status = TryReceive(StragglerMilliseconds, out WireMessage? next);
            if (status is ReceiveStatus.TimedOut or ReceiveStatus.Closed)
            {
                break;
            }

            if (next is not null)
            {
                queued.Add(next);
            }
        }

        return queued;
    }
}
