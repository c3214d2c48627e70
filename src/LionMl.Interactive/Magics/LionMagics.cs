using System.Collections.Immutable;
using System.Text.RegularExpressions;
using LionMl.Commands;
using LionMl.Interactive.Progress;
using LionMl.Results;

namespace LionMl.Interactive;

/// <summary>
/// The magic commands <c>#!lion-…</c> of one notebook: the command table's verbs, with variables in the place of files and each result in a
/// variable.
/// </summary>
/// <param name="host">The notebook.</param>
public sealed partial class LionMagics(INotebookHost host) : IDisposable
{
    /// <summary>What every command begins with.</summary>
    public const string Prefix = "#!lion-";

    private const string ModelVariable = "model";

    private readonly MagicWorkspace _workspace = new();

    /// <summary>Every command's first word, in the order of work.</summary>
    public static ImmutableArray<string> Names => MagicTable.Names;

    /// <summary>Runs one command: shows progress and result, and defines the result's variable.</summary>
    /// <param name="line">The whole line, e.g. <c>#!lion-prove --input sample</c>.</param>
    /// <exception cref="LionException">Anything that the user can repair: one line says what.</exception>
    /// <exception cref="OperationCanceledException">Interrupted; nothing is left half-written.</exception>
    public void Execute(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        ImmutableArray<MagicWord> words = MagicLine.Split(line);
        if (!words.IsEmpty && words[0].Text == MagicTable.Help)
        {
            host.Display(MagicHelp.Of([.. words.Skip(1).Select(word => word.Text)]));
            return;
        }

        (Verb verb, int length) = MagicTable.Find(words) ?? throw MagicTable.Unknown(words);
        try
        {
            Execute(verb, new MagicArguments(verb, words[length..]));
        }
        catch (LionException failure)
        {
            throw new LionException(failure.Kind, ToMagic(failure.Message), failure);
        }
    }

    /// <summary>The help of the command on a line as plain text, or null when there is no such command.</summary>
    public string? Describe(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        ImmutableArray<MagicWord> words = MagicLine.SplitBefore(line, line.Length);
        return words[0].Text == MagicTable.Help ? MagicHelp.Of([]).ToString()
            : MagicTable.Find(words) is { Verb: var verb } ? MagicHelp.Of([verb.Name]).ToString() : null;
    }

    /// <summary>Removes the folder of artifacts for which no other folder was named.</summary>
    public void Dispose() => _workspace.Dispose();

    private void Execute(Verb verb, MagicArguments arguments)
    {
        FillIn(verb, arguments);
        VerbCall call = arguments.Bind(verb, Variable);
        bool isQuiet = call.Has("--quiet");
        LionResult result = Run(call, isQuiet);
        _workspace.Follow(result is RunResult run ? run.Proof : result);
        host.Display(call.Has("--json") ? new JsonText(result.ToJson()) : isQuiet ? result.Verdict : result);
        if (result is RunResult { Proof: var proof })
        {
            host.SetVariable(CommandTable.Find("prove")!.ResultName!, proof);
        }

        if ((arguments.Text(MagicTable.As.Name) ?? verb.ResultName) is { } name)
        {
            host.SetVariable(name, result);
        }
    }

    private LionResult Run(VerbCall call, bool isQuiet)
    {
        var context = new VerbContext(null, host.Cancelled) { Images = host.ImageOf };
        if (isQuiet)
        {
            return call.Verb.Run(call, context);
        }

        using var progress = new ProgressDisplay(host, Prefix + call.Verb.Name);
        try
        {
            LionResult result = call.Verb.Run(call, context with { Progress = progress });
            progress.Complete();
            return result;
        }
        catch (Exception failure)
        {
            progress.Fail(failure);
            throw;
        }
    }

    /// <summary>Puts what a notebook may leave out in its place: the variable <c>model</c>, the folder of the last step.</summary>
    private void FillIn(Verb verb, MagicArguments arguments)
    {
        foreach (VerbArgument argument in verb.Arguments)
        {
            if (arguments.Has(argument.Name))
            {
                continue;
            }

            if (argument.Kind == ValueKind.Model && Variable(ModelVariable) is not null)
            {
                arguments.Add(argument.Name, ModelVariable);
            }
            else if (argument.Kind == ValueKind.Folder && !(argument.IsOptional && arguments.Has("--proof")))
            {
                arguments.Add(argument.Name, _workspace.Require(verb));
            }
        }

        if (MakesCircuit(verb) && !arguments.Has("--out") && arguments.Text(verb.Arguments[0].Name) is { } model)
        {
            string name = Variable(model) is { } value && ModelSource.TryFrom(value, out ModelSource? source) ? source.Name : model;
            arguments.Add("--out", _workspace.FolderFor(Path.GetFileName(name)));
        }
    }

    /// <summary>Whether the verb writes a new circuit; without <c>--out</c> it goes into a folder of the notebook.</summary>
    internal static bool MakesCircuit(Verb verb) => verb.Name is "quantize" or "run";

    private object? Variable(string name) =>
        MagicTable.IsIdentifier(name) && host.TryGetVariable(name, out object? value) ? value : null;

    /// <summary>Failures are worded for the command line; in a cell the commands have other names, and the folder is left out.</summary>
    private static string ToMagic(string message) =>
        CommandInText().Replace(message, match => Prefix + match.Groups[1].Value + match.Groups[2].Value.Replace(" DIR", "", StringComparison.Ordinal));

    [GeneratedRegex("'lion ([a-z]+)([^'\n]*)'")]
    private static partial Regex CommandInText();
}
