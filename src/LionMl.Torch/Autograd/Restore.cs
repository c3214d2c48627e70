namespace TorchSharp;

/// <summary>Puts something back at the end of a using block, once.</summary>
internal sealed class Restore(Action action) : IDisposable
{
    private Action? _action = action;

    public void Dispose()
    {
        _action?.Invoke();
        _action = null;
    }
}
