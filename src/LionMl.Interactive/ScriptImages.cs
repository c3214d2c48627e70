using System.Reflection;

namespace LionMl.Interactive;

/// <summary>The bytes of cells that Roslyn's scripting API has compiled, which it loads from memory and does not keep.</summary>
/// <remarks>
/// Models of the real TorchSharp are exported by loading their assembly a second time; see <see cref="LionMl.Torch.ForeignExport"/>. The
/// compiler is the host's own and is reached by name, so that this library needs none.
/// </remarks>
public static class ScriptImages
{
    /// <summary>Compiles a cell again, from the compilations that lead to a state.</summary>
    /// <param name="state">A <c>Microsoft.CodeAnalysis.Scripting.ScriptState</c>; null is that of a notebook without cells.</param>
    /// <param name="assembly">The cell's assembly.</param>
    /// <returns>Its bytes; null where no cell has that name.</returns>
    public static byte[]? Of(object? state, AssemblyName assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        dynamic? compilation = state is null ? null : ((dynamic)state).Script.GetCompilation();
        while (compilation is not null)
        {
            if ((string?)compilation.AssemblyName == assembly.Name)
            {
                using var image = new MemoryStream();
                return compilation.Emit(image).Success ? image.ToArray() : null;
            }

            compilation = compilation.ScriptCompilationInfo?.PreviousScriptCompilation;
        }

        return null;
    }
}
