using System.Text;
using LionMl.Kernel.Display;
using LionMl.Kernel.Sessions;

namespace LionMl.Kernel.Tests.Sessions;

/// <summary>Keeps a cell's output in memory, and answers its questions from a list.</summary>
internal sealed class FakeOutput : ICellOutput
{
    private readonly Lock _gate = new();
    private readonly StringBuilder _out = new();
    private readonly StringBuilder _error = new();

    public Queue<string> Answers { get; } = new();

    public List<(string Prompt, bool IsPassword)> Questions { get; } = [];

    public List<(MimeBundle Value, string? Id)> Displayed { get; } = [];

    public List<(MimeBundle Value, string Id)> Updated { get; } = [];

    public List<bool> Cleared { get; } = [];

    public string Out
    {
        get
        {
            lock (_gate)
                return _out.ToString();
        }
    }

    public string Error
    {
        get
        {
            lock (_gate)
                return _error.ToString();
        }
    }

    public void Print(bool isError, string text)
    {
        lock (_gate)
            (isError ? _error : _out).Append(text);
    }

    public void Display(MimeBundle value, string? displayId)
    {
        lock (_gate)
            Displayed.Add((value, displayId));
    }

    public void Update(MimeBundle value, string displayId)
    {
        lock (_gate)
            Updated.Add((value, displayId));
    }

    public void Clear(bool waits)
    {
        lock (_gate)
            Cleared.Add(waits);
    }

    public string ReadLine(string prompt, bool isPassword, CancellationToken cancellation)
    {
        lock (_gate)
        {
            Questions.Add((prompt, isPassword));
            if (Answers.TryDequeue(out string? answer))
                return answer;
        }

        cancellation.WaitHandle.WaitOne();
        throw new OperationCanceledException(cancellation);
    }
}
