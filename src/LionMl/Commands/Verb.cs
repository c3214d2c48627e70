using System.Collections.Immutable;
using LionMl.Results;

namespace LionMl.Commands;

/// <summary>One verb of the command table: what a front end needs to offer, check and run it.</summary>
/// <param name="Name">The words after <c>lion</c>, e.g. <c>prove</c> or <c>srs fetch</c>.</param>
/// <param name="Summary">One sentence without a full stop.</param>
public sealed record Verb(string Name, string Summary)
{
    /// <summary>Positional arguments in order; an optional one is the last.</summary>
    public ImmutableArray<VerbArgument> Arguments { get; init; } = [];

    /// <summary>The verb's own options; <see cref="CommandTable.CommonOptions"/> come on top.</summary>
    public ImmutableArray<VerbOption> Options { get; init; } = [];

    /// <summary>An invocation that works, for the help.</summary>
    public required string Example { get; init; }

    /// <summary>The same for a notebook, also in the command line's words, where variables make it another.</summary>
    public string? NotebookExample { get; init; }

    /// <summary>The variable in which a notebook keeps the result; null for results that are only looked at.</summary>
    public string? ResultName { get; init; }

    /// <summary>Checks that no single option can do alone: null, or what is wrong.</summary>
    public Func<VerbCall, string?>? Check { get; init; }

    /// <summary>Whether the verb serves others until it is told to end: it deals with signals itself and shows nothing.</summary>
    public bool IsService { get; init; }

    /// <summary>Runs the verb: one call of <see cref="Lion"/>, or of whoever adds verbs to the table.</summary>
    public Func<VerbCall, VerbContext, LionResult> Action { get; init; } = (_, _) =>
        throw new InvalidOperationException("The verb has no action.");

    /// <summary>Own and common options.</summary>
    public IEnumerable<VerbOption> AllOptions => Options.Concat(CommandTable.CommonOptions);

    /// <summary>Runs the verb.</summary>
    /// <param name="call">Values bound to this verb.</param>
    /// <param name="context">Where progress goes and how to cancel.</param>
    /// <exception cref="LionException">Anything that the caller can repair.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; nothing is left half-written.</exception>
    public LionResult Run(VerbCall call, VerbContext context)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(context);
        return Action(call, context);
    }
}
