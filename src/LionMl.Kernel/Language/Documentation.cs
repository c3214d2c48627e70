using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace LionMl.Kernel.Language;

/// <summary>Finds the documentation of symbols: in the cell's own text, beside the library, or in the SDK's reference pack.</summary>
internal static partial class Documentation
{
    private static readonly Lazy<string?> ReferencePack = new(FindReferencePack);

    /// <summary>The documentation as plain text; null when there is none.</summary>
    /// <param name="symbol">The symbol.</param>
    /// <param name="compilation">Where its library is referenced.</param>
    public static string? Of(ISymbol symbol, Compilation compilation)
    {
        ISymbol original = (symbol as IMethodSymbol)?.ReducedFrom ?? symbol;
        original = original.OriginalDefinition;
        string? xml = original.GetDocumentationCommentXml();
        if (string.IsNullOrWhiteSpace(xml) && original.GetDocumentationCommentId() is { } id)
            xml = Files(original, compilation).Select(f => Member(f, id)).FirstOrDefault(m => m is not null);

        return string.IsNullOrWhiteSpace(xml) ? null : Render(xml);
    }

    private static IEnumerable<string> Files(ISymbol symbol, Compilation compilation)
    {
        if (symbol.ContainingAssembly is not { } assembly
            || (compilation.GetMetadataReference(assembly) as PortableExecutableReference)?.FilePath is not { } path)
            yield break;

        string beside = Path.ChangeExtension(path, ".xml");
        if (File.Exists(beside))
            yield return beside;

        if (ReferencePack.Value is not { } pack)
            yield break;

        // The pack documents types where programs reference them, not where the runtime has put them.
        string space = symbol.ContainingNamespace?.ToDisplayString() ?? "";
        string parent = space.Contains('.', StringComparison.Ordinal) ? space[..space.LastIndexOf('.')] : space;
        foreach (string name in (string[])[assembly.Name, space, parent, "System.Runtime", "System.Collections"])
        {
            string file = Path.Combine(pack, name + ".xml");
            if (File.Exists(file))
                yield return file;
        }
    }

    // Read as a stream and forgotten: the largest of these files would take tens of megabytes as objects.
    private static string? Member(string file, string id)
    {
        try
        {
            using var reader = XmlReader.Create(file, new XmlReaderSettings { IgnoreWhitespace = false, DtdProcessing = DtdProcessing.Prohibit });
            while (reader.ReadToFollowing("member"))
            {
                if (reader.GetAttribute("name") == id)
                    return reader.ReadOuterXml();
            }
        }
        catch (Exception exception) when (exception is XmlException or IOException or UnauthorizedAccessException)
        {
            // No documentation, then.
        }

        return null;
    }

    private static string? Render(string xml)
    {
        XElement root;
        try
        {
            root = XElement.Parse(xml.TrimStart().StartsWith('<') ? xml : $"<member>{xml}</member>", LoadOptions.PreserveWhitespace);
        }
        catch (XmlException)
        {
            return null;
        }

        var text = new StringBuilder();
        Append(text, "", root.Element("summary"));
        foreach (XElement parameter in root.Elements("typeparam").Concat(root.Elements("param")))
            Append(text, $"  {parameter.Attribute("name")?.Value}: ", parameter);

        Append(text, "Returns: ", root.Element("returns"));
        foreach (XElement exception in root.Elements("exception"))
            Append(text, $"Throws {ShortName(exception.Attribute("cref")?.Value)}: ", exception);

        Append(text, "Remarks: ", root.Element("remarks"));
        return text.Length == 0 ? null : text.ToString().TrimEnd();
    }

    private static void Append(StringBuilder text, string label, XElement? element)
    {
        if (element is null)
            return;

        string words = WhiteSpace().Replace(string.Concat(element.Nodes().Select(Words)), " ").Trim();
        if (words.Length > 0)
            text.Append(label).Append(words).Append('\n');
    }

    private static string Words(XNode node) => node switch
    {
        XText plain => plain.Value,
        XElement { Name.LocalName: "see" or "seealso" or "paramref" or "typeparamref" } link when !link.Nodes().Any() =>
            link.Attribute("langword")?.Value ?? link.Attribute("name")?.Value ?? link.Attribute("href")?.Value
                ?? ShortName(link.Attribute("cref")?.Value),
        XElement inner => string.Concat(inner.Nodes().Select(Words)) + (inner.Name.LocalName is "para" or "item" ? " " : ""),
        _ => "",
    };

    private static string ShortName(string? cref)
    {
        if (cref is null)
            return "";

        string name = cref[(cref.IndexOf(':', StringComparison.Ordinal) + 1)..];
        int parameters = name.IndexOf('(', StringComparison.Ordinal);
        string path = parameters < 0 ? name : name[..parameters];
        string[] parts = path.Split('.');
        string last = Arity().Replace(parts[^1], "");
        return cref.StartsWith("T:", StringComparison.Ordinal) || parts.Length < 2 ? last : $"{Arity().Replace(parts[^2], "")}.{last}";
    }

    private static string? FindReferencePack()
    {
        string root = Path.GetFullPath(Path.Combine(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        string packs = Path.Combine(root, "packs", "Microsoft.NETCore.App.Ref");
        if (!Directory.Exists(packs))
            return null;

        string framework = $"net{Environment.Version.Major}.{Environment.Version.Minor}";
        return Directory.EnumerateDirectories(packs).Select(p => Path.Combine(p, "ref", framework)).LastOrDefault(Directory.Exists);
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();

    [GeneratedRegex(@"`+\d+")]
    private static partial Regex Arity();
}
