namespace LionMl.Kernel.Scripting;

/// <summary>Finds what somebody meant who mistyped a name.</summary>
internal static class NearestName
{
    /// <summary>The candidate with the fewest changes, or null when none is near.</summary>
    public static string? Of(string word, IEnumerable<string> candidates)
    {
        string? nearest = candidates.MinBy(c => Distance(word, c));
        return nearest is not null && Distance(word, nearest) <= Math.Max(2, word.Length / 3) ? nearest : null;
    }

    private static int Distance(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int substituted = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
