using System.Collections.Immutable;
using LionMl.Commands;
using LionMl.Interactive.Formatting;
using LionMl.Onnx;
using LionMl.Results;

namespace LionMl.Interactive;

/// <summary>The help of one command, or the list of all.</summary>
/// <param name="Title">What it is about, in a line.</param>
/// <param name="Sections">Commands, or arguments and options.</param>
[TypeFormatterSource("LionMl.Interactive.Formatting.PartFormatterSource, LionMl.Interactive")]
public sealed record MagicHelp(string Title, ImmutableArray<ReportSection> Sections)
{
    /// <summary>The help of the command that the words name; all commands where there are no words.</summary>
    /// <exception cref="LionException">There is no such command.</exception>
    internal static MagicHelp Of(ImmutableArray<string> words)
    {
        if (words.IsEmpty)
        {
            return All();
        }

        string text = string.Join(' ', words);
        ImmutableArray<MagicWord> line =
            MagicLine.Split(text.StartsWith(LionMagics.Prefix, StringComparison.Ordinal) ? text : LionMagics.Prefix + text);
        return MagicTable.Find(line) is { Verb: var verb } ? Of(verb) : throw MagicTable.Unknown(line);
    }

    private static MagicHelp All() => new(
        $"Commands of LionML; {MagicTable.Help} NAME tells more",
        [
            new ReportSection(
                "commands",
                ["command", "what it does", "result in"],
                [.. CommandTable.Verbs.Select(verb => (ImmutableArray<string>)
                    [MagicTable.NameOf(verb), verb.Summary, verb.ResultName ?? string.Empty])]),
            ReportSection.Facts(
                "good to know",
                ("files", "where a command takes a file, it also takes the name of a C# variable"),
                ("folders", "left out, a command goes on with the folder of the one before"),
                ("interrupt", "stops a command within a second and leaves all files as they were")),
        ]);

    private static MagicHelp Of(Verb verb)
    {
        var sections = ImmutableArray.CreateBuilder<ReportSection>();
        if (!verb.Arguments.IsEmpty)
        {
            sections.Add(new ReportSection(
                "arguments",
                [],
                [.. verb.Arguments.Select(argument => (ImmutableArray<string>)[argument.Name, argument.Help + LeftOut(argument)])]));
        }

        sections.Add(new ReportSection(
            "options",
            ["option", "value", "what it does", "default"],
            [.. MagicTable.OptionsOf(verb).Select(option => (ImmutableArray<string>)
            [
                option.Name,
                option.Choices.IsEmpty ? option.ValueName ?? string.Empty : string.Join(" | ", option.Choices),
                option.Help,
                option.Default ?? DefaultIn(verb, option) ?? string.Empty,
            ])]));
        sections.Add(ReportSection.Facts("example", (string.Empty, ExampleOf(verb))));
        return new MagicHelp($"{MagicTable.NameOf(verb)}: {verb.Summary}", sections.DrainToImmutable());
    }

    private static string LeftOut(VerbArgument argument) => argument.Kind switch
    {
        ValueKind.Model => "; left out: the variable 'model'",
        ValueKind.Folder => "; left out: that of the command before",
        _ => string.Empty,
    };

    private static string? DefaultIn(Verb verb, VerbOption option) => option.Name == "--out"
        ? "a folder of this notebook, removed at its end"
        : option.DefaultRule;

    private static string ExampleOf(Verb verb) =>
        LionMagics.Prefix + (verb.NotebookExample ?? verb.Example)["lion ".Length..]
            .Replace(" --out work", string.Empty, StringComparison.Ordinal)
            .Replace(" work", string.Empty, StringComparison.Ordinal);

    /// <summary>All sections as plain text.</summary>
    public override string ToString() => $"{Title}\n\n{PlainText.Write(Sections)}";
}
