using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using TorchSharp;

namespace LionMl.Kernel.Scripting;

/// <summary>What every cell can use without a directive: the framework, LionML, and what they bring along.</summary>
internal static class DefaultReferences
{
    private const string TorchName = "LionMl.Torch";

    // What has an alias of its own is not found under its plain names.
    private const string HiddenAlias = "subset";

    private static readonly Lazy<(ImmutableArray<MetadataReference> Listed, Dictionary<string, PortableExecutableReference> Unlisted)> Cache =
        new(Make);

    /// <summary>Namespaces and static types that cells use without a <c>using</c>.</summary>
    public static ImmutableArray<string> Imports { get; } =
    [
        "System", "System.IO", "System.Linq", "System.Collections.Generic", "System.Threading", "System.Threading.Tasks", "System.Text",
        "LionMl", "LionMl.Onnx", "LionMl.Circuits", "LionMl.Varuna", "LionMl.Results", "LionMl.Interactive", "LionMl.Interactive.Charts",
        "LionMl.Kernel", "LionMl.Kernel.NotebookFunctions",
    ];

    /// <summary>The references; made once a process, since their metadata is shared by all sessions.</summary>
    public static ImmutableArray<MetadataReference> All => Cache.Value.Listed;

    /// <summary>The subset of TorchSharp, which cells get when they first name it: beside the real one its names would be ambiguous.</summary>
    public static PortableExecutableReference Torch { get; } = MetadataReference.CreateFromFile(typeof(torch).Assembly.Location);

    /// <summary>A library of the process that is not in <see cref="All"/>, for libraries that refer to it.</summary>
    /// <remarks>
    /// Nearly half of the framework's libraries, such as <c>System.Runtime</c>, define nothing and only say where their types went. No cell
    /// needs them by name, and every compilation would walk them all.
    /// </remarks>
    public static PortableExecutableReference? FindUnlisted(string simpleName) => Cache.Value.Unlisted.GetValueOrDefault(simpleName);

    private static (ImmutableArray<MetadataReference>, Dictionary<string, PortableExecutableReference>) Make()
    {
        string listed = AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") as string ?? "";
        ImmutableArray<MetadataReference>.Builder all = ImmutableArray.CreateBuilder<MetadataReference>();
        var unlisted = new Dictionary<string, PortableExecutableReference>(StringComparer.OrdinalIgnoreCase);
        foreach (string path in listed.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
        {
            if (Path.GetFileName(path).Contains(".Native.", StringComparison.OrdinalIgnoreCase) || !File.Exists(path))
                continue;

            PortableExecutableReference reference = MetadataReference.CreateFromFile(path);
            string name = Path.GetFileNameWithoutExtension(path);
            if (name == TorchName)
                // The same metadata: other metadata would give all libraries that refer to it a second set of types.
                unlisted.Add(name, Torch.WithAliases([HiddenAlias]));
            else if (IsForwarder(reference))
                unlisted.Add(name, reference);
            else
                all.Add(reference);
        }

        return (all.DrainToImmutable(), unlisted);
    }

    // The one type that every library has is the one for its global members.
    private static bool IsForwarder(PortableExecutableReference reference) =>
        reference.GetMetadata() is AssemblyMetadata assembly && assembly.GetModules()[0].GetMetadataReader().TypeDefinitions.Count <= 1;
}
