using System.Collections.Immutable;
using LionMl.Commands;

namespace LionMl.Interactive;

/// <content>What the commands are, for hosts that parse lines by themselves.</content>
public sealed partial class LionMagics
{
    /// <summary>What a command does, in one sentence without a full stop.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <exception cref="LionException">There is no such command.</exception>
    public static string SummaryOf(string name) => name == MagicTable.Help
        ? "List the commands of LionML, or tell all of one"
        : CommandTable.Groups.GetValueOrDefault(Group(name)) ?? VerbsOf(name)[0].Summary;

    /// <summary>All parameters of a command, its sub-commands' together, each name once.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <exception cref="LionException">There is no such command.</exception>
    public static ImmutableArray<MagicParameter> ParametersOf(string name)
    {
        if (name == MagicTable.Help)
        {
            return [new("--argument", "The command", true, false)];
        }

        ImmutableArray<Verb> verbs = VerbsOf(name);
        string argument = verbs.Length > 1
            ? "What to do: " + string.Join(", ", verbs.Select(verb => verb.Name[(Group(name).Length + 1)..]))
            : verbs[0].Arguments.FirstOrDefault()?.Help ?? string.Empty;
        IEnumerable<MagicParameter> arguments = argument.Length > 0 ? [new("--argument", argument, true, false)] : [];
        return [.. arguments, .. verbs.SelectMany(MagicTable.OptionsOf)
            .DistinctBy(option => option.Name)
            .Select(option => new MagicParameter(option.Name, option.Help, false, option.Kind == ValueKind.Flag))];
    }

    /// <summary>The names in a command's line that may be variables, and those that a command looks at by itself.</summary>
    public static ImmutableArray<string> VariablesOf(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        IEnumerable<string> values = MagicLine.SplitBefore(line, line.Length)
            .SelectMany(word => word.Text.Split('=').TakeLast(1))
            .Where(MagicTable.IsIdentifier);
        return [.. values.Append(ModelVariable).Distinct()];
    }

    private static string Group(string name) =>
        name.StartsWith(Prefix, StringComparison.Ordinal) ? name[Prefix.Length..] : throw MagicTable.Unknown([new(name, 0)]);

    private static ImmutableArray<Verb> VerbsOf(string name)
    {
        string group = Group(name);
        ImmutableArray<Verb> verbs = [.. CommandTable.Verbs.Where(verb => verb.Name.Split(' ')[0] == group)];
        return verbs.IsEmpty ? throw MagicTable.Unknown([new(name, 0)]) : verbs;
    }
}
