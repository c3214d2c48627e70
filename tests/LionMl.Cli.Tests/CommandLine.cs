using System.Text.Json.Nodes;

namespace LionMl.Cli.Tests;

/// <summary>Runs the command line inside the test process.</summary>
internal sealed record CommandLine(int ExitCode, string Output, string Error)
{
    public JsonObject Json => JsonNode.Parse(Output)!.AsObject();

    public static CommandLine Run(params string[] args) => Run(default, args);

    public static CommandLine Run(CancellationToken cancellation, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int code = new Application(output, error, isTerminal: false).Run(args, cancellation);
        return new CommandLine(code, output.ToString(), error.ToString());
    }

    /// <summary>
    /// Asserts a refusal of bad input: exit code 2, an error that holds the text, no trace of an exception, nothing on standard output.
    /// </summary>
    public void IsRefused(string text)
    {
        Assert.Equal((int)FailureKind.BadInput, ExitCode);
        string[] errors = [.. Error.Split('\n').Where(line => line.StartsWith("error: ", StringComparison.Ordinal))];
        Assert.Single(errors);
        Assert.Contains(text, Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", Error, StringComparison.Ordinal);
        Assert.Empty(Output);
    }
}
