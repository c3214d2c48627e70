using System.Collections.Immutable;
using System.Net;
using System.Text;
using LionMl.Kernel.Display;
using LionMl.Kernel.Scripting;
using LionMl.Kernel.Sessions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LionMl.Kernel.Language;

/// <summary>Signature and documentation of the name at a place in C# that continues a session.</summary>
internal sealed class InspectionService(SubmissionChain chain)
{
    private const int MaxOverloads = 12;

    private static readonly SymbolDisplayFormat Format = SymbolDisplayFormat.MinimallyQualifiedFormat
        .WithMemberOptions(
            SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeRef
            | SymbolDisplayMemberOptions.IncludeContainingType | SymbolDisplayMemberOptions.IncludeConstantValue)
        .WithKindOptions(SymbolDisplayKindOptions.IncludeTypeKeyword | SymbolDisplayKindOptions.IncludeNamespaceKeyword);

    /// <summary>What is known; null for places without a name.</summary>
    public InspectionResult? Inspect(string code, int cursor)
    {
        (int start, int end) = CellCode.NameAt(code, cursor);
        if (start == end)
        {
            // Behind a name's open parenthesis its signature is wanted.
            int before = code.LastIndexOfAny(['(', '\n'], Math.Max(0, cursor - 1), cursor);
            if (before <= 0 || code[before] != '(')
                return null;

            (start, end) = CellCode.NameAt(code, before);
            if (start == end)
                return null;
        }

        string text = CellSource.WithoutDirectives(code);
        SyntaxTree tree = CSharpSyntaxTree.ParseText(text, CellSource.ParseOptions);
        SyntaxToken token = tree.GetRoot().FindToken(start);
        if (token.Parent is null || !token.Span.Contains(start) || !(token.IsKind(SyntaxKind.IdentifierToken) || SyntaxFacts.IsKeywordKind(token.Kind())))
            return null;

        CSharpCompilation compilation = chain.Continue(tree);
        ImmutableArray<ISymbol> symbols = SymbolsOf(compilation.GetSemanticModel(tree), token.Parent);
        return symbols.IsEmpty ? null : Describe(symbols, compilation);
    }

    /// <summary>Text in the formats that front ends show.</summary>
    public static InspectionResult Text(string text) => new(new MimeBundle(
        MimeBundle.Text(text).Data.Add("text/html", $"<pre>{WebUtility.HtmlEncode(text)}</pre>")));

    private static ImmutableArray<ISymbol> SymbolsOf(SemanticModel model, SyntaxNode node)
    {
        if (model.GetDeclaredSymbol(node) is { } declared)
            return [declared];

        SymbolInfo info = model.GetSymbolInfo(node);
        ISymbol? best = info.Symbol ?? info.CandidateSymbols.FirstOrDefault();
        if (best is null)
            return model.GetTypeInfo(node).Type is { TypeKind: not TypeKind.Error } type ? [type] : [];

        if (best is not IMethodSymbol { ContainingType: not null } method)
            return [best];

        // The chosen overload first.
        IEnumerable<ISymbol> group = model.GetMemberGroup(node);
        return [best, .. group.Where(s => !SymbolEqualityComparer.Default.Equals(s.OriginalDefinition, method.OriginalDefinition))];
    }

    private static InspectionResult Describe(ImmutableArray<ISymbol> symbols, CSharpCompilation compilation)
    {
        var signatures = new StringBuilder();
        foreach (ISymbol symbol in symbols.Take(MaxOverloads))
            signatures.Append(Signature(symbol)).Append('\n');

        if (symbols.Length > MaxOverloads)
            signatures.Append($"… {symbols.Length - MaxOverloads} more\n");

        string head = signatures.ToString().TrimEnd();
        string? documentation = Documentation.Of(symbols[0], compilation);
        string html = $"<pre>{WebUtility.HtmlEncode(head)}</pre>"
            + string.Concat((documentation ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => $"<p>{WebUtility.HtmlEncode(l.Trim())}</p>"));
        string plain = documentation is null ? head : $"{head}\n\n{documentation}";
        return new InspectionResult(new MimeBundle(MimeBundle.Text(plain).Data.Add("text/html", html)));
    }

    private static string Signature(ISymbol symbol)
    {
        // The class that the compiler wraps a cell in is no part of the user's names.
        string text = symbol.ToDisplayString(Format);
        return symbol.ContainingType is { IsScriptClass: true } cell ? text.Replace(cell.Name + ".", "", StringComparison.Ordinal) : text;
    }
}
