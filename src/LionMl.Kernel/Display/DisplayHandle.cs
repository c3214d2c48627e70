using LionMl.Interactive;
using LionMl.Kernel.Sessions;

namespace LionMl.Kernel.Display;

/// <summary>A value that is shown under a cell and can be replaced where it stands.</summary>
public sealed class DisplayHandle : IDisplayHandle
{
    private readonly ICellOutput _output;

    internal DisplayHandle(ICellOutput output, string id)
    {
        _output = output;
        Id = id;
    }

    /// <summary>The name that front ends know the place by.</summary>
    public string Id { get; }

    /// <inheritdoc/>
    public void Update(object? value) => _output.Update(ValueFormatter.Format(value), Id);
}
