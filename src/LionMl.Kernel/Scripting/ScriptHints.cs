using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Microsoft.CodeAnalysis;

namespace LionMl.Kernel.Scripting;

/// <summary>What to do about errors whose text does not say it, mostly where notebooks differ from files.</summary>
internal static class ScriptHints
{
    private const int MaxNamespaces = 3;

    /// <summary>The hints for a cell's errors, each once.</summary>
    public static IReadOnlyList<string> For(CompilationException exception)
    {
        var hints = new List<string>();
        string text = exception.Compilation.SyntaxTrees[^1].ToString();
        foreach (Diagnostic error in exception.Errors.Take(10))
        {
            if (Of(error, text) is { } hint && !hints.Contains(hint))
                hints.Add(hint);
        }

        return hints;
    }

    /// <summary>A note on a cell that compiles but does not do what it would in a file; null for none.</summary>
    public static string? ForMain(SyntaxTree tree)
    {
        bool hasMain = tree.GetRoot().DescendantNodes().OfType<Microsoft.CodeAnalysis.CSharp.Syntax.MethodDeclarationSyntax>().Any(
            m => m.Identifier.ValueText == "Main" && m.Modifiers.Any(t => t.ValueText == "static"));
        return hasMain && tree.GetRoot().ChildNodes().All(
            n => n is Microsoft.CodeAnalysis.CSharp.Syntax.UsingDirectiveSyntax or Microsoft.CodeAnalysis.CSharp.Syntax.MemberDeclarationSyntax
                and not Microsoft.CodeAnalysis.CSharp.Syntax.GlobalStatementSyntax)
            ? "A notebook does not call Main by itself: cells are statements. Call it, or write its statements directly into a cell."
            : null;
    }

    private static string? Of(Diagnostic error, string text)
    {
        string name = error.Location.SourceTree is { } tree
            ? tree.GetRoot().FindToken(error.Location.SourceSpan.Start).ValueText
            : "";
        switch (error.Id)
        {
            case "CS9283":
                return ExtensionHint;
            case "CS7021":
                return "Cells cannot declare namespaces. Leave the namespace out and declare its types directly.";
            case "CS8345" or "CS8352" or "CS0610" or "CS1601" or "CS8936" or "CS4012" or "CS9202" or "CS8175" or "CS1510" or "CS8172"
                when IsTopLevelRef(error):
                return "Variables of a cell outlive it, so spans, ref structs and references cannot be stored in them. "
                    + "Put the code into a block { … } or a method.";
            case "CS0246" or "CS0103" or "CS0234":
                return text.Contains("extension", StringComparison.Ordinal) && name == "extension" ? ExtensionHint : MissingUsing(name);
            case "CS1061":
                return null;
            default:
                return LineOf(error).TrimStart().StartsWith("extension", StringComparison.Ordinal) ? ExtensionHint : null;
        }
    }

    private const string ExtensionHint =
        "Cells cannot hold extension members: they need a static class outside of any other. Write an ordinary method, "
        + "or an extension method 'static T Name(this T value)' at the top of the cell.";

    private static bool IsTopLevelRef(Diagnostic error)
    {
        string line = LineOf(error);
        return error.Id is "CS8345" or "CS0610" || line.Contains("ref ", StringComparison.Ordinal) || line.Contains("Span", StringComparison.Ordinal);
    }

    private static string LineOf(Diagnostic error) => error.Location.SourceTree is { } tree
        ? tree.GetText().Lines.GetLineFromPosition(error.Location.SourceSpan.Start).ToString()
        : "";

    private static string? MissingUsing(string name)
    {
        if (name.Length < 2)
            return null;

        string[] spaces = [.. NamespacesOf(name).Take(MaxNamespaces)];
        return spaces.Length == 0 ? null : "Perhaps missing: " + string.Join(" or ", spaces.Select(s => $"using {s};"));
    }

    // Read from the files' tables and forgotten again: symbols for every type of the framework would stay in memory.
    private static SortedSet<string> NamespacesOf(string typeName)
    {
        var spaces = new SortedSet<string>(StringComparer.Ordinal);
        foreach (PortableExecutableReference reference in DefaultReferences.All.OfType<PortableExecutableReference>())
        {
            try
            {
                using var file = new PEReader(File.OpenRead(reference.FilePath!));
                MetadataReader metadata = file.GetMetadataReader();
                foreach (TypeDefinitionHandle handle in metadata.TypeDefinitions)
                {
                    TypeDefinition type = metadata.GetTypeDefinition(handle);
                    if ((type.Attributes & System.Reflection.TypeAttributes.VisibilityMask) != System.Reflection.TypeAttributes.Public)
                        continue;

                    StringHandle name = type.Name;
                    if (metadata.StringComparer.Equals(name, typeName) || metadata.StringComparer.StartsWith(name, typeName + "`"))
                        spaces.Add(metadata.GetString(type.Namespace));
                }
            }
            catch (Exception exception) when (exception is IOException or BadImageFormatException or UnauthorizedAccessException)
            {
                // A hint less.
            }
        }

        spaces.Remove("");
        spaces.ExceptWith(DefaultReferences.Imports);
        return spaces;
    }
}
