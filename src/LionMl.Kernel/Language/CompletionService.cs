using System.Collections.Immutable;
using System.ComponentModel;
using LionMl.Kernel.Scripting;
using LionMl.Kernel.Sessions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LionMl.Kernel.Language;

/// <summary>What may stand at a place in C# that continues a session.</summary>
internal sealed class CompletionService(SubmissionChain chain)
{
    private const int MaxMatches = 300;
    private const int KeywordRank = 4;

    // A name that nobody has written: completed text must parse as if a name stood at the cursor.
    private const string Placeholder = "lion__here";

    private static readonly ImmutableArray<string> Keywords =
    [
        .. SyntaxFacts.GetReservedKeywordKinds().Select(SyntaxFacts.GetText).Where(k => !k.StartsWith("__", StringComparison.Ordinal)),
        "async", "await", "dynamic", "get", "init", "nameof", "record", "required", "set", "var", "when", "where", "with", "yield",
    ];

    /// <summary>The candidates.</summary>
    public CompletionResult Complete(string code, int cursor)
    {
        (int start, int end) = CellCode.NameAt(code, cursor);
        string prefix = code[start..cursor];
        if (prefix.Length > 0 && char.IsDigit(prefix[0]))
            return new CompletionResult([], cursor, cursor);

        // The rest of the line is kept, since it may close what is open; without one a semicolon keeps the next line apart.
        string rest = code[end..];
        int lineEnd = rest.IndexOf('\n', StringComparison.Ordinal);
        bool endsLine = string.IsNullOrWhiteSpace(lineEnd < 0 ? rest : rest[..lineEnd]);
        string text = CellSource.WithoutDirectives(code[..start]) + Placeholder + (endsLine ? ";" : "") + CellSource.WithoutDirectives(rest);
        SyntaxTree tree = CSharpSyntaxTree.ParseText(text, CellSource.ParseOptions);
        SyntaxToken token = tree.GetRoot().FindToken(start);
        if (token.ValueText != Placeholder || !token.IsKind(SyntaxKind.IdentifierToken))
            return new CompletionResult([], cursor, cursor); // Inside of a string or comment.

        SemanticModel model = chain.Continue(tree).GetSemanticModel(tree);
        ExpressionSyntax? owner = OwnerOf(token);
        IEnumerable<ISymbol> symbols = owner is null ? model.LookupSymbols(start) : Members(model, start, owner);
        // The prefix first: what else decides reads attributes of thousands of types.
        IEnumerable<(string Text, string Kind, int Rank)> found = symbols
            .Where(s => s.Name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && IsOffered(s)).Select(Describe);
        if (owner is null)
        {
            found = found.Concat(
                Keywords.Where(k => k.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)).Select(k => (k, "keyword", KeywordRank)));
        }

        CompletionMatch[] matches =
        [
            .. found.OrderBy(f => f.Text.StartsWith(prefix, StringComparison.Ordinal) ? 0 : 1)
                .ThenBy(f => f.Rank)
                .ThenBy(f => f.Text, StringComparer.OrdinalIgnoreCase)
                .DistinctBy(f => f.Text)
                .Take(MaxMatches)
                .Select(f => new CompletionMatch(f.Text, f.Kind)),
        ];
        return new CompletionResult([.. matches], start, end);
    }

    /// <summary>What stands before the dot; null when the name stands by itself.</summary>
    private static ExpressionSyntax? OwnerOf(SyntaxToken token) => token.Parent?.Parent switch
    {
        MemberAccessExpressionSyntax access when access.Name == token.Parent => access.Expression,
        QualifiedNameSyntax name when name.Right == token.Parent => name.Left,
        MemberBindingExpressionSyntax binding => binding.FirstAncestorOrSelf<ConditionalAccessExpressionSyntax>()?.Expression,
        _ => null,
    };

    private static IEnumerable<ISymbol> Members(SemanticModel model, int position, ExpressionSyntax owner)
    {
        ISymbol? symbol = model.GetSymbolInfo(owner).Symbol;
        if (symbol is INamespaceOrTypeSymbol container)
        {
            return container is INamespaceSymbol
                ? model.LookupNamespacesAndTypes(position, container)
                : model.LookupSymbols(position, container).Where(s => s.IsStatic || s is INamedTypeSymbol);
        }

        ITypeSymbol? type = model.GetTypeInfo(owner).Type;
        // Behind '?.' a nullable value stands unwrapped.
        if (owner.Parent is ConditionalAccessExpressionSyntax && type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            type = nullable.TypeArguments[0];

        if (type is null or IErrorTypeSymbol)
            return [];

        return model.LookupSymbols(position, type, includeReducedExtensionMethods: true)
            .Where(s => !s.IsStatic || s is IMethodSymbol { ReducedFrom: not null })
            .Where(s => s is not INamedTypeSymbol);
    }

    private static (string Text, string Kind, int Rank) Describe(ISymbol symbol) =>
        (symbol.Name, SymbolKinds.Name(symbol), SymbolKinds.Rank(symbol) + (symbol is IMethodSymbol { ReducedFrom: not null } ? 1 : 0));

    private static bool IsOffered(ISymbol symbol) =>
        symbol.CanBeReferencedByName && symbol.Name.Length > 0 && symbol.Name[0] != '<' && symbol.Name != Placeholder
        && !symbol.Name.StartsWith("Submission#", StringComparison.Ordinal) && !IsHidden(symbol);

    private static bool IsHidden(ISymbol symbol) => symbol.GetAttributes().Any(a =>
        a.AttributeClass?.Name == nameof(EditorBrowsableAttribute)
        && a.ConstructorArguments is [{ Value: int state }] && state == (int)EditorBrowsableState.Never);
}
