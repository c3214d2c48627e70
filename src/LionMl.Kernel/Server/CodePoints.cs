namespace LionMl.Kernel.Server;

/// <summary>Positions in a text: Jupyter counts code points, .NET counts UTF-16 units.</summary>
internal static class CodePoints
{
    /// <summary>The UTF-16 position of a code point; positions outside of the text become its ends.</summary>
    public static int ToUtf16(string text, long codePoints)
    {
        int at = 0;
        for (long i = 0; i < codePoints && at < text.Length; i++)
        {
            at += IsPair(text, at) ? 2 : 1;
        }

        return at;
    }

    /// <summary>The number of code points before a UTF-16 position; positions outside of the text become its ends.</summary>
    public static int FromUtf16(string text, int position)
    {
        int count = 0;
        for (int at = 0; at < Math.Min(position, text.Length); count++)
        {
            at += IsPair(text, at) ? 2 : 1;
        }

        return count;
    }

    private static bool IsPair(string text, int at) => at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]);
}
