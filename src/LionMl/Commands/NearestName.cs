namespace LionMl.Commands;

/// <summary>Finds what somebody meant who mistyped a name.</summary>
public static class NearestName
{
    private const int AlwaysNear = 2;

    /// <summary>The candidate with the fewest changes, or null when none is near.</summary>
    /// <param name="word">What was written.</param>
    /// <param name="candidates">The names that there are.</param>
    /// <param name="lettersPerChange">
    /// One change is forgiven for so many letters of the word, and two always. Names that share a long beginning need more.
    /// </param>
    public static string? Of(string word, IEnumerable<string> candidates, int lettersPerChange)
    {
        ArgumentNullException.ThrowIfNull(word);
        string? nearest = candidates.MinBy(candidate => Distance(word, candidate));
        return nearest is not null && Distance(word, nearest) <= Math.Max(AlwaysNear, word.Length / lettersPerChange) ? nearest : null;
    }

    // Levenshtein's: insertions, deletions and replacements that turn one text into the other.
    private static int Distance(string left, string right)
    {
        int[] row = [.. Enumerable.Range(0, right.Length + 1)];
        for (int i = 1; i <= left.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int replaced = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
