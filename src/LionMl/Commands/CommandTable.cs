using System.Collections.Immutable;

namespace LionMl.Commands;

/// <summary>The one list of verbs. The command line and the notebook's magic commands are built from it and add nothing.</summary>
public static class CommandTable
{
    /// <summary>Options that every verb has.</summary>
    public static ImmutableArray<VerbOption> CommonOptions { get; } =
    [
        new("--json", ValueKind.Flag, "Write the result as one JSON object"),
        new("--cores", ValueKind.Number, "Use at most this many cores")
        {
            ValueName = "N",
            DefaultRule = "all",
            Check = text => int.Parse(text) < 1 ? "at least 1." : null,
        },
        new("--quiet", ValueKind.Flag, "Show no progress and no tables, only the verdict and warnings"),
    ];

    /// <summary>All verbs in the order of work.</summary>
    public static ImmutableArray<Verb> Verbs { get; } =
    [
        VerbRows.Export, VerbRows.Quantize, VerbRows.Estimate, VerbRows.Table,
        VerbRows.SrsList, VerbRows.SrsFetch, VerbRows.SrsImport, VerbRows.SrsMake,
        VerbRows.Setup, VerbRows.Mock, VerbRows.Prove, VerbRows.Verify, VerbRows.Run, VerbRows.Sweep,
    ];

    /// <summary>Summaries of verbs that only group others.</summary>
    public static ImmutableDictionary<string, string> Groups { get; } =
        ImmutableDictionary<string, string>.Empty.Add("srs", "List, fetch, import or make structured reference strings");

    /// <summary>The verb of that name, or null.</summary>
    public static Verb? Find(string name) => Verbs.FirstOrDefault(verb => verb.Name == name);

    /// <summary>The program's version, as it is recorded in files.</summary>
    public static string ProgramVersion { get; } = typeof(CommandTable).Assembly.GetName().Version!.ToString(3);
}
