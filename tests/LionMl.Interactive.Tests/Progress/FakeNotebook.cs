using System.Diagnostics.CodeAnalysis;

namespace LionMl.Interactive.Tests.Progress;

/// <summary>A notebook that remembers what it was told to show.</summary>
internal sealed class FakeNotebook : INotebookHost, IDisplayHandle, IDisposable
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _interrupt = new();
    private readonly List<object> _shown = [];

    public int Displays { get; private set; }

    public CancellationToken Cancelled => _interrupt.Token;

    public IReadOnlyList<string> VariableNames => [];

    public IReadOnlyList<object> Shown
    {
        get
        {
            lock (_gate)
            {
                return [.. _shown];
            }
        }
    }

    public void Interrupt() => _interrupt.Cancel();

    public IDisplayHandle Display(object value)
    {
        Displays++;
        Update(value);
        return this;
    }

    public void Update(object value)
    {
        lock (_gate)
        {
            _shown.Add(value);
        }
    }

    public bool TryGetVariable(string name, [NotNullWhen(true)] out object? value)
    {
        value = null;
        return false;
    }

    public void SetVariable(string name, object value)
    {
    }

    public void Dispose() => _interrupt.Dispose();
}
