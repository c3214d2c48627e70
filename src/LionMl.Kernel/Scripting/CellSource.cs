using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace LionMl.Kernel.Scripting;

/// <summary>Splits the text of a cell into C# and directives.</summary>
internal static class CellSource
{
    /// <summary>How cells are parsed; documentation comments are kept for inspection.</summary>
    public static CSharpParseOptions ParseOptions { get; } =
        new(LanguageVersion.Latest, DocumentationMode.Parse, SourceCodeKind.Script);

    /// <summary>The parts of a cell in order; parts of white space only are left out.</summary>
    /// <exception cref="DirectiveException">A directive stands inside of a block.</exception>
    public static ImmutableArray<CellSegment> Split(string code)
    {
        ImmutableArray<int> directives = DirectiveLines(code, rejectsNested: true);
        if (directives.IsEmpty)
            return string.IsNullOrWhiteSpace(code) ? [] : [new CellSegment(false, code, 0)];

        string[] lines = Lines(code);
        var segments = ImmutableArray.CreateBuilder<CellSegment>();
        int start = 0;
        foreach (int line in directives)
        {
            AddCode(segments, lines, start, line);
            segments.Add(new CellSegment(true, lines[line].Trim(), line));
            start = line + 1;
        }

        AddCode(segments, lines, start, lines.Length);
        return segments.ToImmutable();
    }

    /// <summary>The cell with spaces in the place of directives: what the compiler can read, every position unchanged.</summary>
    public static string WithoutDirectives(string code)
    {
        ImmutableArray<int> directives = DirectiveLines(code, rejectsNested: false);
        if (directives.IsEmpty)
            return code;

        SourceText text = SourceText.From(code);
        char[] blanked = code.ToCharArray();
        foreach (int line in directives)
            blanked.AsSpan(text.Lines[line].Start, text.Lines[line].Span.Length).Fill(' ');

        return new string(blanked);
    }

    /// <summary>The lines, from 0, that are directives: at the start of a line and outside of strings and comments.</summary>
    public static ImmutableArray<int> DirectiveLines(string code, bool rejectsNested)
    {
        if (!code.Contains("#!", StringComparison.Ordinal) && !code.Contains("#r", StringComparison.Ordinal))
            return [];

        // The compiler's own parser knows best what lies inside of a string or comment.
        SyntaxTree tree = CSharpSyntaxTree.ParseText(code, ParseOptions);
        SourceText text = tree.GetText();
        var lines = ImmutableArray.CreateBuilder<int>();
        foreach (SyntaxTrivia trivia in tree.GetRoot().DescendantTrivia())
        {
            if (!trivia.IsDirective)
                continue;

            TextLine line = text.Lines.GetLineFromPosition(trivia.SpanStart);
            if (!IsDirective(text.ToString(line.Span)) || lines.Contains(line.LineNumber))
                continue;

            if (rejectsNested && Depth(tree, line.Start) > 0)
                throw new DirectiveException("A directive must stand between statements, not inside of braces.", line.LineNumber);

            lines.Add(line.LineNumber);
        }

        lines.Sort();
        return lines.ToImmutable();
    }

    /// <summary>Whether a line reads as a directive.</summary>
    public static bool IsDirective(string line)
    {
        ReadOnlySpan<char> trimmed = line.AsSpan().TrimStart();
        return trimmed.StartsWith("#!") || (trimmed.StartsWith("#r") && (trimmed.Length == 2 || !char.IsLetter(trimmed[2])));
    }

    /// <summary>How many braces, brackets and parentheses are open before a place.</summary>
    public static int Depth(SyntaxTree tree, int position)
    {
        int depth = 0;
        foreach (SyntaxToken token in tree.GetRoot().DescendantTokens())
        {
            if (token.SpanStart >= position)
                break;

            if (token.IsMissing)
                continue;

            depth += Nesting(token);
        }

        return Math.Max(depth, 0);
    }

    /// <summary>1 for a token that opens a brace, bracket or parenthesis, −1 for one that closes it.</summary>
    public static int Nesting(SyntaxToken token) => token.Kind() switch
    {
        SyntaxKind.OpenBraceToken or SyntaxKind.OpenParenToken or SyntaxKind.OpenBracketToken => 1,
        SyntaxKind.CloseBraceToken or SyntaxKind.CloseParenToken or SyntaxKind.CloseBracketToken => -1,
        _ => 0,
    };

    private static string[] Lines(string code) => [.. SourceText.From(code).Lines.Select(l => l.ToString())];

    private static void AddCode(ImmutableArray<CellSegment>.Builder segments, string[] lines, int start, int end)
    {
        if (lines.Skip(start).Take(end - start).All(string.IsNullOrWhiteSpace))
            return;

        segments.Add(new CellSegment(false, new string('\n', start) + string.Join('\n', lines[start..end]), start));
    }
}
