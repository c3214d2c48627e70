using LionMl.Commands;

namespace LionMl.Cli.Tests;

public sealed class HelpTests
{
    [Fact]
    public void The_help_lists_every_verb_with_its_summary()
    {
        CommandLine help = CommandLine.Run("--help");
        Assert.Equal(0, help.ExitCode);
        foreach (Verb verb in CliVerbs.All)
        {
            string[] words = verb.Name.Split(' ');
            string text = words.Length > 1 ? CommandLine.Run(words[0], "--help").Output : help.Output;
            Assert.Contains(verb.Summary + ".", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_help_of_a_verb_shows_every_option_with_its_default_and_an_example()
    {
        foreach (Verb verb in CliVerbs.All)
        {
            CommandLine help = CommandLine.Run([.. verb.Name.Split(' '), "--help"]);
            Assert.Equal(0, help.ExitCode);
            Assert.Contains(verb.Example, help.Output, StringComparison.Ordinal);
            foreach (VerbOption option in verb.AllOptions)
            {
                Assert.Contains(option.Name, help.Output, StringComparison.Ordinal);
                Assert.Contains(option.Help, help.Output, StringComparison.Ordinal);
                if ((option.Default ?? option.DefaultRule) is { } fallback)
                {
                    Assert.Contains($"(default: {fallback})", help.Output, StringComparison.Ordinal);
                }
            }

            foreach (VerbArgument argument in verb.Arguments)
            {
                Assert.Contains($"<{argument.Name}>", help.Output, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Everything_in_the_help_is_in_the_table()
    {
        // Words that begin with two dashes and are no option of the verb would be dead options.
        foreach (Verb verb in CliVerbs.All)
        {
            CommandLine help = CommandLine.Run([.. verb.Name.Split(' '), "--help"]);
            string options = help.Output[help.Output.IndexOf("Options:", StringComparison.Ordinal)..];
            IEnumerable<string> shown = options.Split('\n')
                .Select(line => line.TrimStart())
                .Where(line => line.StartsWith("--", StringComparison.Ordinal))
                .Select(line => line.Split(' ')[0]);
            Assert.Equal(verb.AllOptions.Select(option => option.Name), shown);
        }
    }

    [Fact]
    public void The_version_is_the_programs()
    {
        CommandLine version = CommandLine.Run("--version");
        Assert.Equal(0, version.ExitCode);
        Assert.StartsWith(CommandTable.ProgramVersion, version.Output, StringComparison.Ordinal);
    }
}
