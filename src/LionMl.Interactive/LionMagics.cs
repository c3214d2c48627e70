using System.Collections.Immutable;

namespace LionMl.Interactive;

/// <summary>The magic commands <c>#!lion-…</c> of one notebook: the command table's verbs, with variables in the place of files.</summary>
/// <param name="host">The notebook.</param>
public sealed class LionMagics(INotebookHost host) : IDisposable
{
    /// <summary>What every command begins with.</summary>
    public const string Prefix = "#!lion-";

    /// <summary>Runs one command: shows progress and result, and defines the result's variable.</summary>
    /// <param name="line">The whole line, e.g. <c>#!lion-prove --input sample</c>.</param>
    /// <exception cref="LionException">Anything that the user can repair: one line says what.</exception>
    /// <exception cref="OperationCanceledException">Interrupted; nothing is left half-written.</exception>
    public void Execute(string line) => throw new LionException(FailureKind.BadInput, $"{host.VariableNames.Count}: {line}");

    /// <summary>What may stand at a place of a command's line.</summary>
    /// <param name="line">The line so far.</param>
    /// <param name="cursor">The place, in [0, length].</param>
    /// <param name="start">Where the word begins that a candidate replaces.</param>
    public ImmutableArray<string> Complete(string line, int cursor, out int start)
    {
        start = cursor;
        return [];
    }

    /// <summary>The help of the command on a line as plain text, or null when there is no such command.</summary>
    public string? Describe(string line) => null;

    /// <summary>Removes the session's folder of artifacts.</summary>
    public void Dispose()
    {
    }
}
