using System.Collections.Immutable;
using LionMl.Commands;

namespace LionMl.Interactive;

/// <summary>The command table as a notebook sees it: <c>lion srs list</c> is <c>#!lion-srs list</c>, and every command takes <c>--as</c>.</summary>
internal static class MagicTable
{
    public const string Help = LionMagics.Prefix + "help";

    public static VerbOption As { get; } = new("--as", ValueKind.Text, "Keep the result in a variable of this name")
    {
        ValueName = "NAME",
        Check = name => IsIdentifier(name) ? null : $"a C# name is needed, not '{name}'.",
    };

    /// <summary>The commands, each without the words that follow its first, in the order of work.</summary>
    public static ImmutableArray<string> Names { get; } =
        [.. CommandTable.Verbs.Select(verb => LionMagics.Prefix + verb.Name.Split(' ')[0]).Distinct(), Help];

    /// <summary>The command's name as a cell spells it.</summary>
    public static string NameOf(Verb verb) => LionMagics.Prefix + verb.Name;

    /// <summary>Own, common, and notebook-only options; a notebook's front end shows JSON trees and progress by itself.</summary>
    public static IEnumerable<VerbOption> OptionsOf(Verb verb) => verb.AllOptions.Append(As);

    /// <summary>The verb that a line's words name, and how many words its name takes; null when there is none.</summary>
    public static (Verb Verb, int Words)? Find(ImmutableArray<MagicWord> words)
    {
        if (words.IsEmpty || !words[0].Text.StartsWith(LionMagics.Prefix, StringComparison.Ordinal))
        {
            return null;
        }

        string first = words[0].Text[LionMagics.Prefix.Length..];
        if (words.Length > 1 && CommandTable.Find($"{first} {words[1].Text}") is { } second)
        {
            return (second, 2);
        }

        return CommandTable.Find(first) is { } verb ? (verb, 1) : null;
    }

    /// <summary>What is wrong with a line that names no verb.</summary>
    public static LionException Unknown(ImmutableArray<MagicWord> words)
    {
        string group = words[0].Text.Length > LionMagics.Prefix.Length ? words[0].Text[LionMagics.Prefix.Length..] : string.Empty;
        if (CommandTable.Groups.ContainsKey(group))
        {
            IEnumerable<string> members = CommandTable.Verbs
                .Where(verb => verb.Name.StartsWith(group + " ", StringComparison.Ordinal))
                .Select(verb => verb.Name[(group.Length + 1)..]);
            return Problem($"{words[0].Text} needs one of: {string.Join(", ", members)}.");
        }

        string? near = Nearest(words[0].Text, Names);
        return Problem($"There is no command {words[0].Text}" + (near is null ? $"; {Help} lists them." : $"; did you mean {near}?"));
    }

    /// <summary>The candidate that was meant, or null where none is close.</summary>
    public static string? Nearest(string text, IEnumerable<string> candidates) => NearestName.Of(text, candidates, lettersPerChange: 5);

    public static bool IsIdentifier(string text) =>
        text.Length > 0 && (char.IsLetter(text[0]) || text[0] == '_') && text.All(c => char.IsLetterOrDigit(c) || c == '_');

    private static LionException Problem(string message) => new(FailureKind.BadInput, message);
}
