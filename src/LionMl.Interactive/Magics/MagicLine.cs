using System.Collections.Immutable;
using System.Text;

namespace LionMl.Interactive;

/// <summary>The words of a command's line, as a shell would split them: white space separates, quotes of either kind hold together.</summary>
internal static class MagicLine
{
    /// <summary>Splits a line.</summary>
    /// <exception cref="LionException">A quote is not closed.</exception>
    public static ImmutableArray<MagicWord> Split(string line)
    {
        ImmutableArray<MagicWord> words = Scan(line, line.Length, out char open);
        return open == default ? words : throw new LionException(FailureKind.BadInput, $"A quote ({open}) is not closed in: {line}");
    }

    /// <summary>The words before a place, the last of which is the one that the place touches, perhaps empty.</summary>
    public static ImmutableArray<MagicWord> SplitBefore(string line, int cursor)
    {
        ImmutableArray<MagicWord> words = Scan(line, cursor, out char open);
        bool isWithin = open != default || (cursor > 0 && !char.IsWhiteSpace(line[cursor - 1]));
        return isWithin && !words.IsEmpty ? words : words.Add(new MagicWord(string.Empty, cursor));
    }

    private static ImmutableArray<MagicWord> Scan(string line, int end, out char open)
    {
        var words = ImmutableArray.CreateBuilder<MagicWord>();
        var word = new StringBuilder();
        int start = -1;
        open = default;
        for (int i = 0; i < end; i++)
        {
            char c = line[i];
            if (open == default && char.IsWhiteSpace(c))
            {
                Close();
                continue;
            }

            if (start < 0)
            {
                start = i;
            }

            if (c == open)
            {
                open = default;
            }
            else if (open == default && c is '"' or '\'')
            {
                open = c;
            }
            else
            {
                word.Append(c);
            }
        }

        Close();
        return words.DrainToImmutable();

        void Close()
        {
            if (start >= 0)
            {
                words.Add(new MagicWord(word.ToString(), start));
                word.Clear();
                start = -1;
            }
        }
    }
}
