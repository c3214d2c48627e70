using System.Diagnostics.CodeAnalysis;
using LionMl.Interactive;
using LionMl.Kernel.Scripting;

namespace LionMl.Kernel.Sessions;

/// <summary>A session as magic commands see it.</summary>
internal sealed class SessionHost(CellSession session) : INotebookHost
{
    public CancellationToken Cancelled => CellContext.Current?.Cancelled ?? CancellationToken.None;

    public IReadOnlyList<string> VariableNames => session.VariableNames;

    public IDisplayHandle Display(object value) => NotebookFunctions.display(value);

    public bool TryGetVariable(string name, [NotNullWhen(true)] out object? value) => session.TryGetVariable(name, out value);

    public void SetVariable(string name, object value) => session.SetVariable(name, value);
}
