using System.Collections.Immutable;
using LionMl.Commands;
using LionMl.Torch;

namespace LionMl.Interactive;

/// <content>Completion.</content>
public sealed partial class LionMagics
{
    private const int MaxFiles = 100;

    /// <summary>What may stand at a place of a command's line: commands, options, values, variables and files.</summary>
    /// <param name="line">The line so far.</param>
    /// <param name="cursor">The place, in [0, length].</param>
    /// <param name="start">Where the word begins that a candidate replaces.</param>
    public ImmutableArray<string> Complete(string line, int cursor, out int start)
    {
        ArgumentNullException.ThrowIfNull(line);
        ImmutableArray<MagicWord> words = MagicLine.SplitBefore(line, Math.Clamp(cursor, 0, line.Length));
        MagicWord last = words[^1];
        start = last.Start;
        IEnumerable<string> candidates = words.Length == 1 ? Names : Candidates(words);
        return [.. candidates.Where(one => one.StartsWith(last.Text, StringComparison.OrdinalIgnoreCase)).Distinct()];
    }

    private IEnumerable<string> Candidates(ImmutableArray<MagicWord> words)
    {
        if (words[0].Text == MagicTable.Help)
        {
            return CommandTable.Verbs.Select(verb => verb.Name);
        }

        if (MagicTable.Find(words[..^1]) is not { } found)
        {
            string group = words[0].Text.Length > Prefix.Length ? words[0].Text[Prefix.Length..] + " " : " ";
            return CommandTable.Verbs.Where(verb => verb.Name.StartsWith(group, StringComparison.Ordinal)).Select(verb => verb.Name[group.Length..]);
        }

        Verb verb = found.Verb;
        string before = words[^2].Text;
        if (MagicTable.OptionsOf(verb).FirstOrDefault(option => option.Name == before && option.Kind != ValueKind.Flag) is { } open)
        {
            return open.Choices.IsEmpty ? Values(open.Kind, words[^1].Text) : open.Choices;
        }

        IEnumerable<string> options = MagicTable.OptionsOf(verb)
            .Where(option => option.IsRepeatable || !words[..^1].Any(word => word.Text == option.Name))
            .Select(option => option.Name);
        return words[^1].Text.StartsWith('-') || verb.Arguments.IsEmpty
            ? options
            : Values(verb.Arguments[0].Kind, words[^1].Text).Concat(options);
    }

    private IEnumerable<string> Values(ValueKind kind, string text) => kind switch
    {
        ValueKind.Model => Variables(value => SweepModel.TryFrom(value, out _)).Concat(Files(text, "*.onnx")),
        ValueKind.Module => Variables(value => ModuleSource.TryFrom(value, out _)).Concat(Files(text, "*.dll")),
        ValueKind.Variable => Variables(ForeignExport.IsTensor),
        ValueKind.OutputFile => Files(text, null),
        ValueKind.InputFile => Variables(value => DataSource.TryFrom(value, out _)).Concat(Files(text, "*.json")),
        ValueKind.Folder => Variables(value => value is Results.IArtifactFolder).Concat(Files(text, null)),
        ValueKind.Fingerprint => Variables(value => value is Results.IKeyFingerprint),
        _ => [],
    };

    private IEnumerable<string> Variables(Func<object, bool> isUsable) =>
        host.VariableNames.Where(name => Variable(name) is { } value && isUsable(value)).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Files(string text, string? pattern)
    {
        string folder = Path.GetDirectoryName(text) ?? string.Empty;
        string place = folder.Length == 0 ? "." : folder;
        try
        {
            var options = new EnumerationOptions { IgnoreInaccessible = true };
            IEnumerable<string> folders = Directory.EnumerateDirectories(place, "*", options).Select(one => Path.GetFileName(one) + "/");
            IEnumerable<string> files = pattern is null ? [] : Directory.EnumerateFiles(place, pattern, options).Select(one => Path.GetFileName(one)!);
            return [.. files.Concat(folders).Select(name => Path.Combine(folder, name)).Order(StringComparer.Ordinal).Take(MaxFiles)];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return [];
        }
    }
}
