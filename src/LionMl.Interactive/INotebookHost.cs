using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace LionMl.Interactive;

/// <summary>
/// What magic commands need of the notebook that they run in: the stand-alone kernel, .NET Interactive, or a test. Called from the thread
/// of the running cell; <see cref="IDisplayHandle.Update"/> from any thread.
/// </summary>
public interface INotebookHost
{
    /// <summary>Cancelled when the user interrupts the running cell.</summary>
    CancellationToken Cancelled { get; }

    /// <summary>The names of the variables that cells have defined, for completion.</summary>
    IReadOnlyList<string> VariableNames { get; }

    /// <summary>Shows a value under the running cell, formatted by its type.</summary>
    IDisplayHandle Display(object value);

    /// <summary>Reads a variable.</summary>
    /// <returns>Whether it exists.</returns>
    bool TryGetVariable(string name, [NotNullWhen(true)] out object? value);

    /// <summary>Defines or replaces a variable; later cells see it under its own type.</summary>
    void SetVariable(string name, object value);

    /// <summary>
    /// The bytes of a cell's assembly, for models of the real TorchSharp, which are exported by loading it a second time; null where it is
    /// not known, or where the cells' load context has them (<see cref="LionMl.Torch.IAssemblyImages"/>).
    /// </summary>
    byte[]? ImageOf(AssemblyName assembly) => null;
}
