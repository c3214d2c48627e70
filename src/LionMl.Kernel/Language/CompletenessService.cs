using LionMl.Kernel.Scripting;
using LionMl.Kernel.Sessions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LionMl.Kernel.Language;

/// <summary>Tells whole cells from those that go on.</summary>
internal static class CompletenessService
{
    private const int IndentWidth = 4;

    /// <summary>The verdict.</summary>
    public static CompletenessResult Check(string code)
    {
        SyntaxTree tree = CSharpSyntaxTree.ParseText(CellSource.WithoutDirectives(code), CellSource.ParseOptions);
        if (ClosesTooMuch(tree))
            return new CompletenessResult(Completeness.Invalid, "");

        if (!SyntaxFactory.IsCompleteSubmission(tree))
        {
            int depth = CellSource.Depth(tree, code.Length);
            return new CompletenessResult(Completeness.Incomplete, new string(' ', IndentWidth * depth));
        }

        bool isBroken = tree.GetDiagnostics().Any(d => d.Severity == DiagnosticSeverity.Error);
        return new CompletenessResult(isBroken ? Completeness.Invalid : Completeness.Complete, "");
    }

    // The compiler takes ") 1" for the beginning of something, but no text that follows can mend it.
    private static bool ClosesTooMuch(SyntaxTree tree)
    {
        int depth = 0;
        foreach (SyntaxToken token in tree.GetRoot().DescendantTokens(descendIntoTrivia: true))
        {
            depth += token.IsMissing ? 0 : CellSource.Nesting(token);
            if (depth < 0)
                return true;
        }

        return false;
    }
}
