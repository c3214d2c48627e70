using System.Reflection;

namespace LionMl.Torch;

/// <summary>What is needed to build a model of the real TorchSharp again, besides the model.</summary>
public sealed record ForeignOptions
{
    /// <summary>
    /// Assemblies that lie in no file, by name: a notebook's cells, each an assembly of its own. Asked first; null, or null as the
    /// answer, where there is a file.
    /// </summary>
    public Func<AssemblyName, byte[]?>? Images { get; init; }

    /// <summary>
    /// What the model's constructor is given: numbers, text, truth values, enumeration values, tensors, null, arrays of these, and objects
    /// of types that know nothing of TorchSharp. Arguments that have default values may be left out at the end. Null or empty for the
    /// constructor that needs none.
    /// </summary>
    public IReadOnlyList<object?>? ConstructorArguments { get; init; }

    /// <summary>The graph's name; null for the module's.</summary>
    public string? GraphName { get; init; }
}
