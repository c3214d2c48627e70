using System.Diagnostics.CodeAnalysis;

namespace LionMl.Interactive.Tests;

/// <summary>A notebook that only remembers: variables, what was shown, and to what it was updated.</summary>
internal sealed class RecordingHost : INotebookHost
{
    private readonly Lock _gate = new();

    public Dictionary<string, object> Variables { get; } = new(StringComparer.Ordinal);

    /// <summary>For each display all its values in order.</summary>
    public List<List<object>> Displays { get; } = [];

    public CancellationTokenSource Interrupt { get; } = new();

    public CancellationToken Cancelled => Interrupt.Token;

    public IReadOnlyList<string> VariableNames => [.. Variables.Keys];

    public object Last => Displays[^1][^1];

    public IDisplayHandle Display(object value)
    {
        lock (_gate)
        {
            var values = new List<object> { value };
            Displays.Add(values);
            return new Handle(this, values);
        }
    }

    public bool TryGetVariable(string name, [NotNullWhen(true)] out object? value) => Variables.TryGetValue(name, out value);

    public void SetVariable(string name, object value) => Variables[name] = value;

    private sealed class Handle(RecordingHost host, List<object> values) : IDisplayHandle
    {
        public void Update(object value)
        {
            lock (host._gate)
            {
                values.Add(value);
            }
        }
    }
}
