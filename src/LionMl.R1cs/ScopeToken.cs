namespace LionMl.R1cs;

/// <summary>An open scope; disposing of it closes the scope. Meant for <c>using</c>.</summary>
public readonly struct ScopeToken : IDisposable
{
    private readonly ScopeStack? _stack;
    private readonly int _depth;

    internal ScopeToken(ScopeStack stack, int depth)
    {
        _stack = stack;
        _depth = depth;
    }

    /// <summary>Closes the scope.</summary>
    /// <exception cref="InvalidOperationException">A scope that was opened later is still open, or this one was closed before.</exception>
    public void Dispose() => _stack?.Close(_depth);
}
