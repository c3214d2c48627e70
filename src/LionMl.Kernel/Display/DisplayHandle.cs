using LionMl.Interactive;
using LionMl.Kernel.Scripting;
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
    /// <remarks>
    /// The update belongs to the cell that makes it: front ends such as nbconvert listen to the running cell only, and know the place by
    /// its name. Outside of cells it belongs to the one that showed the value.
    /// </remarks>
    public void Update(object? value) => (CellContext.Current?.Output ?? _output).Update(ValueFormatter.Format(value), Id);
}
