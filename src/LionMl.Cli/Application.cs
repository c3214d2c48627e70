using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using LionMl.Commands;
using LionMl.Results;

namespace LionMl.Cli;

/// <summary>The command line without the process around it: parses, runs one verb, renders its result or failure.</summary>
/// <param name="output">Results.</param>
/// <param name="error">Progress, warnings and failures.</param>
/// <param name="isTerminal">Whether <paramref name="error"/> can redraw.</param>
internal sealed class Application(TextWriter output, TextWriter error, bool isTerminal)
{
    private static readonly JsonSerializerOptions JsonStyle = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Runs one command.</summary>
    /// <returns>The exit code of the contract.</returns>
    public int Run(string[] args, CancellationToken cancellation)
    {
        var tree = new CommandTree();
        ParseResult parsed = tree.Root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        bool isJson = args.Contains("--json");
        if (tree.VerbOf(parsed.CommandResult.Command) is not { } verb || parsed.Action is not null && !IsVerbAction(parsed))
        {
            return RunWithoutVerb(parsed, isJson);
        }

        try
        {
            if (parsed.Errors.Count > 0)
            {
                throw new LionException(FailureKind.BadInput, string.Join('\n', parsed.Errors.Select(one => one.Message).Distinct()));
            }

            VerbCall call = VerbCall.Bind(verb, tree.Given(parsed));
            bool isQuiet = call.Has("--quiet");
            LionResult result = RunVerb(call, isQuiet || verb.IsService, cancellation);
            if (!verb.IsService)
            {
                Show(result, isJson, isQuiet);
            }

            return (int)result.Outcome;
        }
        catch (Exception failure)
        {
            return Fail(verb.Name, LionFailure.From(failure), failure, isJson);
        }
    }

    // Help, version and completion are actions of System.CommandLine; they replace the verb's own.
    private static bool IsVerbAction(ParseResult parsed) =>
        parsed.Errors.Count > 0 || ReferenceEquals(parsed.Action, parsed.CommandResult.Command.Action);

    private int RunWithoutVerb(ParseResult parsed, bool isJson)
    {
        if (parsed.Errors.Count == 0 && parsed.Action is not null)
        {
            return parsed.Invoke(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false });
        }

        if (parsed.Tokens.Count == 0)
        {
            // No verb at all: the help is the most useful answer, but it is not what a script meant.
            new CommandTree().Root.Parse(["--help"]).Invoke(new InvocationConfiguration { Output = error, Error = error });
            return (int)FailureKind.BadInput;
        }

        string problems = string.Join('\n', parsed.Errors.Select(one => one.Message).Distinct());
        return Fail(null, new LionFailure(FailureKind.BadInput, problems + "\n'lion --help' lists the verbs."), null, isJson);
    }

    private LionResult RunVerb(VerbCall call, bool isQuiet, CancellationToken cancellation)
    {
        if (isQuiet)
        {
            return call.Verb.Run(call, new VerbContext(null, cancellation));
        }

        return isTerminal
            ? new TerminalProgress(error).Run(progress => call.Verb.Run(call, new VerbContext(progress, cancellation)))
            : call.Verb.Run(call, new VerbContext(new LineProgress(error), cancellation));
    }

    private void Show(LionResult result, bool isJson, bool isQuiet)
    {
        foreach (string warning in result.Record.Warnings)
        {
            error.WriteLine($"warning: {warning}");
        }

        if (isJson)
        {
            output.WriteLine(result.ToJson().ToJsonString(JsonStyle));
        }
        else
        {
            new ReportRenderer(output).Render(result, isQuiet);
        }
    }

    private int Fail(string? verb, LionFailure failure, Exception? exception, bool isJson)
    {
        string message = failure.Kind == FailureKind.Internal && exception is not null
            ? $"{failure.Message}\n{BugReport.Write(exception)}"
            : failure.Message;
        if (isJson)
        {
            var json = new JsonObject { ["verb"] = verb, ["error"] = message, ["exitCode"] = (int)failure.Kind };
            output.WriteLine(json.ToJsonString(JsonStyle));
        }

        error.WriteLine($"error: {message}");
        return (int)failure.Kind;
    }
}
