using System.Collections.Immutable;
using LionMl.Commands;
using LionMl.Kernel.Commands;

namespace LionMl.Cli;

/// <summary>Every verb of the command line: those that notebooks share, and those about notebooks.</summary>
internal static class CliVerbs
{
    /// <summary>All verbs in the order of the help.</summary>
    public static ImmutableArray<Verb> All { get; } = [.. CommandTable.Verbs, .. KernelVerbs.All];

    /// <summary>Summaries of verbs that only group others.</summary>
    public static ImmutableDictionary<string, string> Groups { get; } = CommandTable.Groups.AddRange(KernelVerbs.Groups);

    /// <summary>Whether a command line calls a verb that deals with signals itself.</summary>
    public static bool IsService(string[] args) =>
        args is [var group, var name, ..] && KernelVerbs.All.Any(verb => verb.IsService && verb.Name == $"{group} {name}");
}
