using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using LionMl.Commands;

namespace LionMl.Cli;

/// <summary>The command table as a tree of System.CommandLine, which parses, completes and shows help; the table validates.</summary>
internal sealed class CommandTree
{
    private const int MaxRepeats = 1000;

    private readonly Dictionary<Command, (Verb Verb, List<(string Name, Symbol Symbol)> Symbols)> _verbs = [];

    public CommandTree()
    {
        Root = new RootCommand("Zero-knowledge proofs of neural networks that Aleo accepts.");
        foreach (Verb verb in CliVerbs.All)
        {
            string[] words = verb.Name.Split(' ');
            Command parent = words.Length == 1 ? Root : Group(words[0]);
            parent.Add(Build(verb, words[^1]));
        }

        Root.Options.OfType<VersionOption>().Single().Action = new ShowVersion();
        HelpOption help = Root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExample((HelpAction)help.Action!, this);
    }

    public RootCommand Root { get; }

    /// <summary>The verb behind a parsed command, or null for the root and for groups.</summary>
    public Verb? VerbOf(Command command) => _verbs.TryGetValue(command, out var entry) ? entry.Verb : null;

    /// <summary>What the user gave, name → values.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Given(ParseResult parsed)
    {
        var given = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach ((string name, Symbol symbol) in _verbs[parsed.CommandResult.Command].Symbols)
        {
            switch (symbol)
            {
                case Option<bool> flag when parsed.GetValue(flag):
                    given[name] = [];
                    break;
                case Option<string> option when parsed.GetResult(option) is { Implicit: false }:
                    given[name] = [parsed.GetValue(option)!];
                    break;
                case Option<string[]> option when parsed.GetResult(option) is { Implicit: false }:
                    given[name] = parsed.GetValue(option)!;
                    break;
                case Argument<string> argument when parsed.GetValue(argument) is { } value:
                    given[name] = [value];
                    break;
                case Argument<string[]> argument when parsed.GetValue(argument) is { Length: > 0 } values:
                    given[name] = values;
                    break;
            }
        }

        return given;
    }

    private Command Group(string name)
    {
        if (Root.Subcommands.FirstOrDefault(command => command.Name == name) is not { } group)
        {
            group = new Command(name, CliVerbs.Groups[name] + ".");
            Root.Add(group);
        }

        return group;
    }

    private Command Build(Verb verb, string name)
    {
        var command = new Command(name, verb.Summary + ".");
        var symbols = new List<(string, Symbol)>();
        foreach (VerbArgument argument in verb.Arguments)
        {
            Argument symbol = argument.IsRepeatable ? new Argument<string[]>(argument.Name) : new Argument<string>(argument.Name);
            symbol.Description = argument.Help;
            symbol.Arity = new ArgumentArity(argument.IsOptional ? 0 : 1, argument.IsRepeatable ? MaxRepeats : 1);
            command.Add(symbol);
            symbols.Add((argument.Name, symbol));
        }

        foreach (VerbOption option in verb.AllOptions)
        {
            Option symbol = Build(option);
            command.Add(symbol);
            symbols.Add((option.Name, symbol));
        }

        command.SetAction(_ => 0);
        _verbs.Add(command, (verb, symbols));
        return command;
    }

    private static Option Build(VerbOption option)
    {
        string fallback = (option.Default ?? option.DefaultRule) is { } text ? $" (default: {text})" : string.Empty;
        if (option.Kind == ValueKind.Flag)
        {
            return new Option<bool>(option.Name) { Description = option.Help };
        }

        Option symbol = option.IsRepeatable ? new Option<string[]>(option.Name) : new Option<string>(option.Name);
        symbol.Description = option.Help + fallback;
        symbol.HelpName = option.Choices.IsEmpty ? option.ValueName : string.Join('|', option.Choices);
        symbol.CompletionSources.Add([.. option.Choices]);
        return symbol;
    }

    private sealed class ShowVersion : SynchronousCommandLineAction
    {
        public override bool Terminating => true;

        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            parseResult.InvocationConfiguration.Output.WriteLine(CommandTable.ProgramVersion);
            return 0;
        }
    }

    // System.CommandLine's own help, and below it an invocation that works.
    private sealed class HelpWithExample(HelpAction help, CommandTree tree) : SynchronousCommandLineAction
    {
        public override bool Terminating => true;

        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            int code = help.Invoke(parseResult);
            if (tree.VerbOf(parseResult.CommandResult.Command) is { } verb)
            {
                parseResult.InvocationConfiguration.Output.WriteLine($"Example:\n  {verb.Example}\n");
            }

            return code;
        }
    }
}
