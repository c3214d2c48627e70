using System.Text;
using System.Text.Json.Nodes;
using LionMl.Kernel.Display;
using LionMl.Kernel.Sessions;
using LionMl.Kernel.Wire;

namespace LionMl.Kernel.Server;

/// <summary>One cell's output on iopub. Every message names the cell's request as its parent, also long after the cell has ended.</summary>
/// <param name="parent">The cell's request.</param>
/// <param name="publisher">Sends.</param>
/// <param name="flusher">Flushes printed text that waits.</param>
/// <param name="ask">Asks the user; null when this cell may not.</param>
/// <param name="isSilent">Whether nothing is sent.</param>
internal sealed class CellOutput(
    MessageHeader parent, Publisher publisher, StreamFlusher flusher, Func<string, bool, CancellationToken, string>? ask, bool isSilent)
    : ICellOutput
{
    private readonly Lock _gate = new();
    private readonly StringBuilder _buffer = new();
    private readonly PrintBudget _budget = new();
    private bool _isErrorBuffered;
    private bool _isWaiting;
    private bool _hasEnded;

    public void Print(bool isError, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (isSilent || text.Length == 0)
        {
            return;
        }

        lock (_gate)
        {
            string taken = _budget.Take(text, out bool isUsedUp);
            Append(isError, taken);
            if (isUsedUp)
            {
                Append(true, PrintBudget.Notice);
            }
        }
    }

    public void Display(MimeBundle value, string? displayId) => Show("display_data", value, displayId, null);

    public void Update(MimeBundle value, string displayId) => Show("update_display_data", value, displayId, null);

    public void Clear(bool waits)
    {
        if (isSilent)
        {
            return;
        }

        lock (_gate)
        {
            Flush(isFinal: true);
            _budget.Reset();
            publisher.Publish(parent, "clear_output", new JsonObject { ["wait"] = waits });
        }
    }

    public string ReadLine(string prompt, bool isPassword, CancellationToken cancellation)
    {
        if (ask is null || Volatile.Read(ref _hasEnded))
        {
            throw new NotSupportedException(ask is null
                ? "This front end cannot ask the user for input while a cell runs."
                : "Only a running cell can ask the user for input; this one has ended.");
        }

        FlushNow();
        return ask(prompt, isPassword, cancellation);
    }

    /// <summary>Shows the cell's result.</summary>
    public void Result(MimeBundle value, int number) => Show("execute_result", value, null, number);

    /// <summary>Shows why the cell failed.</summary>
    public void Fail(CellError error)
    {
        if (isSilent)
        {
            return;
        }

        lock (_gate)
        {
            Flush(isFinal: true);
            publisher.Publish(parent, "error", ErrorContent.Of(error));
        }
    }

    /// <summary>Sends what waits, before the cell's reply; later output is sent as it comes.</summary>
    public void End()
    {
        Volatile.Write(ref _hasEnded, true);
        FlushNow();
    }

    /// <summary>Sends text that has waited long enough.</summary>
    public void FlushDue()
    {
        lock (_gate)
        {
            _isWaiting = false;
            Flush(isFinal: false);
        }
    }

    private void FlushNow()
    {
        lock (_gate)
        {
            Flush(isFinal: true);
        }
    }

    private void Show(string type, MimeBundle value, string? displayId, int? number)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (isSilent)
        {
            return;
        }

        ReadOnlyMemory<byte> content = DisplayContent.Write(value, displayId, number);
        lock (_gate)
        {
            Flush(isFinal: true);
            publisher.Publish(parent, type, content);
        }
    }

    private void Append(bool isError, string text)
    {
        if (_buffer.Length > 0 && _isErrorBuffered != isError)
        {
            Flush(isFinal: true);
        }

        _isErrorBuffered = isError;
        for (int at = 0; at < text.Length; at += KernelLimits.StreamCharacters)
        {
            _buffer.Append(text, at, Math.Min(KernelLimits.StreamCharacters, text.Length - at));
            if (_buffer.Length >= KernelLimits.BufferedCharacters)
            {
                Flush(isFinal: false);
            }
        }

        if (_buffer.Length > 0 && !_isWaiting)
        {
            _isWaiting = true;
            flusher.Add(this);
        }
    }

    private void Flush(bool isFinal)
    {
        // Half of a surrogate pair waits for its other half: characters may be printed one by one.
        int kept = !isFinal && _buffer.Length > 0 && char.IsHighSurrogate(_buffer[^1]) ? 1 : 0;
        int length = _buffer.Length - kept;
        if (length == 0)
        {
            return;
        }

        string text = _buffer.ToString(0, length);
        _buffer.Remove(0, length);
        publisher.Publish(parent, "stream", new JsonObject { ["name"] = _isErrorBuffered ? "stderr" : "stdout", ["text"] = text });
        if (_buffer.Capacity > 4 * KernelLimits.BufferedCharacters)
        {
            _buffer.Capacity = Math.Max(_buffer.Length, 16);
        }
    }
}
