using LionMl.Kernel.Scripting;
using Microsoft.CodeAnalysis.Text;

namespace LionMl.Kernel.Language;

/// <summary>A cell's text as language services look at it.</summary>
internal static class CellCode
{
    /// <summary>The directive's line at a place, and the place in it; null where C# stands.</summary>
    public static (string Line, int Start, int Cursor)? DirectiveAt(string code, int cursor)
    {
        TextLine line = SourceText.From(code).Lines.GetLineFromPosition(cursor);
        string text = line.ToString();
        // A line that is still being written need not be whole: '#' alone opens one.
        if (!text.TrimStart().StartsWith('#') || text.TrimStart() is not ("#" or "#!") && !CellSource.IsDirective(text))
            return null;

        bool isReal = text.Trim() is "#" || CellSource.DirectiveLines(code, rejectsNested: false).Contains(line.LineNumber);
        return isReal ? (text, line.Start, cursor - line.Start) : null;
    }

    /// <summary>Where the name around a place begins and ends.</summary>
    public static (int Start, int End) NameAt(string code, int cursor)
    {
        int start = cursor;
        while (start > 0 && IsNamePart(code[start - 1]))
            start--;

        int end = cursor;
        while (end < code.Length && IsNamePart(code[end]))
            end++;

        return (start, end);
    }

    private static bool IsNamePart(char c) => char.IsLetterOrDigit(c) || c is '_' or '@';
}
