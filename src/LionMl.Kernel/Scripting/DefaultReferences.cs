using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace LionMl.Kernel.Scripting;

/// <summary>What every cell can use without a directive: the framework, LionML, and what they bring along.</summary>
internal static class DefaultReferences
{
    private static readonly Lazy<(ImmutableArray<MetadataReference> References, Dictionary<string, PortableExecutableReference> Forwarders)> Cache = new(Make);

    /// <summary>Namespaces and static types that cells use without a <c>using</c>.</summary>
    public static ImmutableArray<string> Imports { get; } =
    [
        "System", "System.IO", "System.Linq", "System.Collections.Generic", "System.Threading", "System.Threading.Tasks", "System.Text",
        "LionMl", "LionMl.Onnx", "LionMl.Circuits", "LionMl.Varuna", "LionMl.Results", "LionMl.Interactive", "LionMl.Interactive.Charts",
        "LionMl.Kernel", "LionMl.Kernel.NotebookFunctions",
    ];

    /// <summary>The references; made once a process, since their metadata is shared by all sessions.</summary>
    public static ImmutableArray<MetadataReference> All => Cache.Value.References;

    /// <summary>A library of the process that defines nothing itself and only says where its types went, e.g. <c>System.Runtime</c>.</summary>
    /// <remarks>
    /// Nearly half of the framework is such. No cell needs them by name and every compilation would walk them all, so the compiler is given
    /// them when a library refers to one.
    /// </remarks>
    public static PortableExecutableReference? FindForwarder(string simpleName) => Cache.Value.Forwarders.GetValueOrDefault(simpleName);

    private static (ImmutableArray<MetadataReference>, Dictionary<string, PortableExecutableReference>) Make()
    {
        string listed = AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") as string ?? "";
        ImmutableArray<MetadataReference>.Builder references = ImmutableArray.CreateBuilder<MetadataReference>();
        var forwarders = new Dictionary<string, PortableExecutableReference>(StringComparer.OrdinalIgnoreCase);
        foreach (string path in listed.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
        {
            if (Path.GetFileName(path).Contains(".Native.", StringComparison.OrdinalIgnoreCase) || !File.Exists(path))
                continue;

            PortableExecutableReference reference = MetadataReference.CreateFromFile(path);
            if (IsForwarder(reference))
                forwarders.Add(Path.GetFileNameWithoutExtension(path), reference);
            else
                references.Add(reference);
        }

        return (references.DrainToImmutable(), forwarders);
    }

    // The one type that every library has is the one for its global members.
    private static bool IsForwarder(PortableExecutableReference reference) =>
        reference.GetMetadata() is AssemblyMetadata assembly && assembly.GetModules()[0].GetMetadataReader().TypeDefinitions.Count <= 1;
}
