using System.Collections.Immutable;
using System.Globalization;

namespace LionMl.Commands;

/// <summary>A verb with checked values.</summary>
public sealed class VerbCall
{
    private readonly Dictionary<string, ImmutableArray<string>> _values;

    private VerbCall(Verb verb, Dictionary<string, ImmutableArray<string>> values)
    {
        Verb = verb;
        _values = values;
    }

    /// <summary>The verb.</summary>
    public Verb Verb { get; }

    /// <summary>Checks the given values against the verb's row of the table.</summary>
    /// <param name="verb">The verb.</param>
    /// <param name="given">Name of an argument or option → its values in order; a flag has no values. Defaults are not filled in.</param>
    /// <exception cref="LionException">One line for each problem.</exception>
    public static VerbCall Bind(Verb verb, IReadOnlyDictionary<string, IReadOnlyList<string>> given)
    {
        ArgumentNullException.ThrowIfNull(verb);
        ArgumentNullException.ThrowIfNull(given);
        var problems = new List<string>();
        var values = new Dictionary<string, ImmutableArray<string>>(StringComparer.Ordinal);
        foreach ((string name, IReadOnlyList<string> list) in given)
        {
            if (verb.AllOptions.FirstOrDefault(option => option.Name == name) is { } option)
            {
                problems.AddRange(list.Select(option.Validate).OfType<string>());
                if (list.Count > 1 && !option.IsRepeatable)
                {
                    problems.Add($"{name} may be given once.");
                }

                if (list.Count == 0 && option.Kind != ValueKind.Flag)
                {
                    problems.Add($"{name} needs a value.");
                }
            }
            else if (!verb.Arguments.Any(argument => argument.Name == name))
            {
                problems.Add($"'{verb.Name}' has no option {name}.");
            }

            values[name] = [.. list];
        }

        problems.AddRange(
            verb.Arguments.Where(a => !a.IsOptional && !values.ContainsKey(a.Name)).Select(a => $"'{verb.Name}' needs {a.Name}."));
        problems.AddRange(
            verb.Options.Where(o => o.IsRequired && !values.ContainsKey(o.Name)).Select(o => $"'{verb.Name}' needs {o.Name}."));
        var call = new VerbCall(verb, values);
        if (problems.Count == 0 && verb.Check?.Invoke(call) is { } problem)
        {
            problems.Add(problem);
        }

        return problems.Count == 0 ? call : throw LionException.BadInput(string.Join('\n', problems));
    }

    /// <summary>The only value of an argument or option, or null when it was not given.</summary>
    public string? Text(string name) => _values.TryGetValue(name, out ImmutableArray<string> list) && list.Length > 0 ? list[0] : null;

    /// <summary>All values of a repeatable option.</summary>
    public ImmutableArray<string> All(string name) => _values.TryGetValue(name, out ImmutableArray<string> list) ? list : [];

    /// <summary>Whether an option was given.</summary>
    public bool Has(string name) => _values.ContainsKey(name);

    /// <summary>The value of a number option, or null when it was not given.</summary>
    public int? Number(string name) => Text(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
}
