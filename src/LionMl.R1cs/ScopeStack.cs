namespace LionMl.R1cs;

/// <summary>The open scopes of a system.</summary>
internal sealed class ScopeStack(Action changed)
{
    private readonly List<string> _names = [];
    private string? _path = "";

    internal string Path => _path ??= string.Join('/', _names);

    internal ScopeToken Open(string name)
    {
        _names.Add(name);
        _path = null;
        changed();
        return new ScopeToken(this, _names.Count);
    }

    internal void Close(int depth)
    {
        if (depth != _names.Count)
            throw new InvalidOperationException("Scopes must be closed in the reverse order of their opening.");
        _names.RemoveAt(depth - 1);
        _path = null;
        changed();
    }
}
