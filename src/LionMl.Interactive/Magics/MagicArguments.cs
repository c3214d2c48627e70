using System.Collections.Immutable;
using LionMl.Commands;
using LionMl.Results;

namespace LionMl.Interactive;

/// <summary>Reads the words behind a command's name into values by argument and option.</summary>
internal sealed class MagicArguments
{
    private readonly Dictionary<string, List<string>> _values = new(StringComparer.Ordinal);

    /// <summary>Reads the words.</summary>
    /// <exception cref="LionException">An unknown option, a missing value, or more arguments than the command takes.</exception>
    public MagicArguments(Verb verb, ImmutableArray<MagicWord> words)
    {
        var arguments = new Queue<VerbArgument>(verb.Arguments);
        for (int i = 0; i < words.Length; i++)
        {
            string word = words[i].Text;
            if (!word.StartsWith("--", StringComparison.Ordinal))
            {
                VerbArgument argument = arguments.TryPeek(out VerbArgument? next) ? next
                    : throw Problem($"{MagicTable.NameOf(verb)} takes {verb.Arguments.Length} argument(s); '{word}' is one too many.");
                Add(argument.Name, word);
                if (!argument.IsRepeatable)
                {
                    arguments.Dequeue();
                }

                continue;
            }

            (string name, string? value) = word.IndexOf('=', StringComparison.Ordinal) is > 0 and var at
                ? (word[..at], word[(at + 1)..])
                : (word, null);
            VerbOption option = MagicTable.OptionsOf(verb).FirstOrDefault(one => one.Name == name) ?? throw UnknownOption(verb, name);
            if (option.Kind == ValueKind.Flag)
            {
                _values.TryAdd(name, []);
                if (value is not null)
                {
                    throw Problem($"{name} takes no value.");
                }
            }
            else
            {
                Add(name, value ?? (++i < words.Length ? words[i].Text : throw Problem($"{name} needs a value.")));
            }
        }
    }

    /// <summary>Whether a value was given.</summary>
    public bool Has(string name) => _values.ContainsKey(name);

    /// <summary>The last value of an argument or option; null where there is none.</summary>
    public string? Text(string name) => _values.TryGetValue(name, out List<string>? list) ? list.LastOrDefault() : null;

    /// <summary>Adds a value.</summary>
    public void Add(string name, string value)
    {
        if (!_values.TryGetValue(name, out List<string>? list))
        {
            _values.Add(name, list = []);
        }

        list.Add(value);
    }

    /// <summary>Puts folders and fingerprints in the place of variables that hold results; checks everything.</summary>
    /// <param name="verb">The verb.</param>
    /// <param name="variable">The value of a variable, or null.</param>
    /// <exception cref="LionException">One line for each problem.</exception>
    public VerbCall Bind(Verb verb, Func<string, object?> variable)
    {
        var given = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach ((string name, List<string> list) in _values)
        {
            if (name != MagicTable.As.Name)
            {
                ValueKind kind = verb.Arguments.FirstOrDefault(one => one.Name == name)?.Kind
                    ?? verb.AllOptions.First(one => one.Name == name).Kind;
                given[name] = [.. list.Select(text => Resolve(kind, text, variable))];
            }
        }

        return Text(MagicTable.As.Name) is { } result && MagicTable.As.Validate(result) is { } problem
            ? throw Problem(problem)
            : VerbCall.Bind(verb, given, variable);
    }

    private static string Resolve(ValueKind kind, string text, Func<string, object?> variable) => (kind, variable(text)) switch
    {
        (ValueKind.Folder, IArtifactFolder result) => result.Folder,
        (ValueKind.Fingerprint, IKeyFingerprint result) => result.KeySha256,
        (not ValueKind.Text and not ValueKind.Choice and not ValueKind.Number and not ValueKind.Variable, string value) => value,
        _ => text,
    };

    private static LionException UnknownOption(Verb verb, string name)
    {
        string? near = MagicTable.Nearest(name, MagicTable.OptionsOf(verb).Select(option => option.Name));
        return Problem($"{MagicTable.NameOf(verb)} has no option {name}"
            + (near is null ? $"; {MagicTable.Help} {verb.Name} lists its options." : $"; did you mean {near}?"));
    }

    private static LionException Problem(string message) => new(FailureKind.BadInput, message);
}
