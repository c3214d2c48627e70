using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace LionMl.Kernel.Scripting;

/// <summary>What every cell can use without a directive: the framework, LionML, and what they bring along.</summary>
internal static class DefaultReferences
{
    private static readonly Lazy<ImmutableArray<MetadataReference>> Cache = new(Make);

    /// <summary>Namespaces and static types that cells use without a <c>using</c>.</summary>
    public static ImmutableArray<string> Imports { get; } =
    [
        "System", "System.IO", "System.Linq", "System.Collections.Generic", "System.Threading", "System.Threading.Tasks", "System.Text",
        "LionMl", "LionMl.Onnx", "LionMl.Circuits", "LionMl.Varuna", "LionMl.Results", "LionMl.Interactive", "LionMl.Interactive.Charts",
        "LionMl.Kernel", "LionMl.Kernel.NotebookFunctions",
    ];

    /// <summary>The references; made once a process, since their metadata is shared by all sessions.</summary>
    public static ImmutableArray<MetadataReference> All => Cache.Value;

    private static ImmutableArray<MetadataReference> Make()
    {
        string listed = AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") as string ?? "";
        return
        [
            .. listed.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
                .Where(p => !Path.GetFileName(p).Contains(".Native.", StringComparison.OrdinalIgnoreCase) && File.Exists(p))
                .Select(p => MetadataReference.CreateFromFile(p)),
        ];
    }
}
