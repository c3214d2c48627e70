using System.Text;

namespace LionMl.Results;

/// <summary>Text of foreign origin (names in a model, file names, messages) made fit to be shown in one line.</summary>
public static class DisplayText
{
    private const char Replacement = '\uFFFD';

    /// <summary>
    /// The text without control characters, half surrogate pairs and marks that turn the direction of writing, all of which could change
    /// the layout around it; each becomes U+FFFD. White space becomes one space, for each character.
    /// </summary>
    /// <param name="text">Any text; null counts as empty.</param>
    /// <param name="maxLength">Longer text is cut and ends in an ellipsis; at least 1.</param>
    public static string Clean(string? text, int maxLength = int.MaxValue)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxLength, 1);
        if (string.IsNullOrEmpty(text))
        {
            return string.Empty;
        }

        bool isCut = text.Length > maxLength;
        ReadOnlySpan<char> kept = isCut ? text.AsSpan(0, maxLength - 1) : text;
        if (!isCut && !NeedsWork(kept))
        {
            return text;
        }

        var clean = new StringBuilder(kept.Length + 1);
        foreach (Rune rune in kept.EnumerateRunes())
        {
            // EnumerateRunes has already replaced half pairs, also the one that cutting may leave.
            if (rune.Value is '\t' or '\n' or '\r')
            {
                clean.Append(' ');
            }
            else if (IsUnfit(rune))
            {
                clean.Append(Replacement);
            }
            else
            {
                clean.Append(rune);
            }
        }

        return isCut ? clean.Append('…').ToString() : clean.ToString();
    }

    private static bool NeedsWork(ReadOnlySpan<char> text)
    {
        foreach (char c in text)
        {
            if (char.IsControl(c) || char.IsSurrogate(c) || IsUnfit(new Rune(c)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsUnfit(Rune rune) =>
        Rune.IsControl(rune)
        || rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0x2028 or 0x2029 or 0xFFFE or 0xFFFF;
}
