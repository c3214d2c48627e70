using System.Text.Json.Nodes;
using LionMl.Kernel.Sessions;
using LionMl.Kernel.Wire;

namespace LionMl.Kernel.Server;

/// <summary>Runs cells: the answer to <c>execute_request</c>. One at a time; interrupted from any thread.</summary>
/// <param name="session">The session.</param>
/// <param name="publisher">Output.</param>
/// <param name="flusher">Flushes output.</param>
/// <param name="stdin">Questions.</param>
/// <param name="stopping">Cancelled when the kernel ends; interrupts as well.</param>
internal sealed class CellRunner(
    LazySession session, Publisher publisher, StreamFlusher flusher, StdinChannel stdin, CancellationToken stopping)
{
    private const string Unsupported = "This kernel does not evaluate user expressions.";
    private readonly Lock _gate = new();
    private readonly ManualResetEventSlim _idle = new(true);
    private CancellationTokenSource? _running;
    private int _count;

    /// <summary>What was run.</summary>
    public HistoryLog History { get; } = new();

    /// <summary>Interrupts the running cell, if there is one.</summary>
    public void Interrupt()
    {
        lock (_gate)
        {
            // What the token's listeners do must not hold up the thread that serves control requests.
            _ = _running?.CancelAsync();
        }
    }

    /// <summary>Waits until no cell runs and the last reply is sent.</summary>
    public void WaitUntilIdle(TimeSpan patience) => _idle.Wait(patience);

    /// <summary>Marks the beginning of a request; <see cref="Leave"/> its end, when the reply is sent.</summary>
    public void Enter() => _idle.Reset();

    /// <summary>Marks the end of a request.</summary>
    public void Leave() => _idle.Set();

    /// <summary>Runs a cell.</summary>
    /// <param name="request">The request.</param>
    /// <param name="failed">Whether queued cells are to be aborted.</param>
    /// <returns>The reply.</returns>
    public JsonObject Execute(WireMessage request, out bool failed)
    {
        var fields = new RequestFields(request.Content);
        string code = fields.Text("code");
        IReadOnlyList<string> expressions = fields.Names("user_expressions");
        bool isSilent = fields.Flag("silent", false);
        bool isStored = !isSilent && fields.Flag("store_history", true);
        int number = isStored ? ++_count : _count + 1;
        if (!isSilent)
        {
            publisher.Publish(request.Header, "execute_input", new JsonObject { ["code"] = code, ["execution_count"] = number });
        }

        Func<string, bool, CancellationToken, string>? ask = fields.Flag("allow_stdin", true)
            ? (prompt, isPassword, cancellation) => stdin.Ask(request, prompt, isPassword, cancellation)
            : null;
        var output = new CellOutput(request.Header, publisher, flusher, ask, isSilent);
        CellResult result = Run(new CellRequest(code, number), output);
        if (result.Error is null && result.Value is { } value)
        {
            output.Result(value, number);
        }

        if (result.Error is { } error)
        {
            output.Fail(error);
        }

        output.End();
        if (isStored)
        {
            string? text = result.Value is { } shown && shown.Data.TryGetValue("text/plain", out JsonNode? plain) ? $"{plain}" : null;
            History.Add(number, code, text);
        }

        failed = result.Error is not null && fields.Flag("stop_on_error", true);
        return Reply(result, expressions);
    }

    private CellResult Run(CellRequest cell, CellOutput output)
    {
        var source = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        lock (_gate)
        {
            _running = source;
        }

        try
        {
            return session.Get(source.Token).Run(cell, output, source.Token);
        }
        catch (OperationCanceledException) when (source.IsCancellationRequested)
        {
            return new CellResult(null, ErrorContent.Error("Interrupted", "The cell was interrupted before it began."));
        }
        catch (Exception failure)
        {
            LionFailure told = LionFailure.From(failure);
            return new CellResult(null, ErrorContent.Error("KernelError", told.Message));
        }
        finally
        {
            lock (_gate)
            {
                _running = null;
                if (!source.IsCancellationRequested)
                {
                    // A cancelled one may still be calling its listeners; it is left to the collector.
                    source.Dispose();
                }
            }
        }
    }

    private JsonObject Reply(CellResult result, IReadOnlyList<string> names)
    {
        JsonObject reply;
        if (result.Error is { } error)
        {
            reply = ErrorContent.Reply(error);
        }
        else
        {
            var expressions = new JsonObject();
            foreach (string name in names)
            {
                expressions[name] = ErrorContent.Reply(ErrorContent.Error("NotSupported", Unsupported));
            }

            reply = new JsonObject { ["status"] = "ok", ["payload"] = new JsonArray(), ["user_expressions"] = expressions };
        }

        reply["execution_count"] = _count;
        return reply;
    }
}
