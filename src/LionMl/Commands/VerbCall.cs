using System.Collections.Immutable;
using System.Globalization;

namespace LionMl.Commands;

/// <summary>A verb with checked values.</summary>
public sealed class VerbCall
{
    private readonly Dictionary<string, ImmutableArray<string>> _values;
    private readonly Func<string, object?> _variable;

    private VerbCall(Verb verb, Dictionary<string, ImmutableArray<string>> values, Func<string, object?> variable)
    {
        Verb = verb;
        _values = values;
        _variable = variable;
    }

    /// <summary>The verb.</summary>
    public Verb Verb { get; }

    /// <summary>Checks the given values against the verb's row of the table.</summary>
    /// <param name="verb">The verb.</param>
    /// <param name="given">Name of an argument or option → its values in order; a flag has no values. Defaults are not filled in.</param>
    /// <param name="variable">
    /// The value of a notebook's variable, or null where there is none of that name; such a name may stand for a model or for data.
    /// </param>
    /// <exception cref="LionException">One line for each problem.</exception>
    public static VerbCall Bind(
        Verb verb, IReadOnlyDictionary<string, IReadOnlyList<string>> given, Func<string, object?>? variable = null)
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
            else if (verb.Arguments.FirstOrDefault(argument => argument.Name == name) is not { } argument)
            {
                problems.Add($"'{verb.Name}' has no option {name}.");
            }
            else if (list.Count > 1 && !argument.IsRepeatable)
            {
                problems.Add($"'{verb.Name}' takes one {name}, not {list.Count}.");
            }

            values[name] = [.. list];
        }

        problems.AddRange(
            verb.Arguments.Where(a => !a.IsOptional && !values.ContainsKey(a.Name)).Select(a => $"'{verb.Name}' needs {a.Name}."));
        problems.AddRange(
            verb.Options.Where(o => o.IsRequired && !values.ContainsKey(o.Name)).Select(o => $"'{verb.Name}' needs {o.Name}."));
        var call = new VerbCall(verb, values, variable ?? (_ => null));
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

    /// <summary>The only model of an argument or option, or null when it was not given.</summary>
    /// <exception cref="LionException">A variable of that name holds something else.</exception>
    public ModelSource? Model(string name) => Text(name) is { } text ? ToModel(text) : null;

    /// <summary>All models of a repeatable argument.</summary>
    /// <exception cref="LionException">A variable of that name holds something else.</exception>
    public ImmutableArray<SweepModel> Models(string name) => [.. All(name).SelectMany(text => ToModels(text))];

    /// <summary>The only data of an option, or null when it was not given.</summary>
    /// <exception cref="LionException">A variable of that name holds something else.</exception>
    public DataSource? Data(string name) => Text(name) is { } text ? ToData(text) : null;

    /// <summary>All data of a repeatable option.</summary>
    /// <exception cref="LionException">A variable of that name holds something else.</exception>
    public ImmutableArray<DataSource> AllData(string name) => [.. All(name).Select(ToData)];

    /// <summary>The module of an argument: a variable's, or a class of a library.</summary>
    /// <exception cref="LionException">A variable of that name holds something else.</exception>
    internal ModuleSource Module(string name, string type, string weights)
    {
        string text = Text(name)!;
        return _variable(text) is not { } value ? ModuleSource.FromLibrary(text, Text(type)!, Text(weights))
            : ModuleSource.TryFrom(value, out ModuleSource? module) ? module
            : throw WrongVariable(text, value, "a module (an instance of a class that derives from torch.nn.Module, or a Sequential)");
    }

    /// <summary>The values of the variables that a repeatable option names.</summary>
    /// <exception cref="LionException">There is no such variable.</exception>
    internal ImmutableArray<object> Variables(string name) => [.. All(name).Select(text =>
        _variable(text) ?? throw LionException.BadInput($"There is no variable '{text}'."))];

    /// <summary>Whether the value of an argument is a notebook's variable.</summary>
    internal bool IsVariable(string name) => Text(name) is { } text && _variable(text) is not null;

    /// <summary>Whether an option was given.</summary>
    public bool Has(string name) => _values.ContainsKey(name);

    /// <summary>The value of a number option, or null when it was not given.</summary>
    public int? Number(string name) => Text(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;

    private ModelSource ToModel(string text) => _variable(text) is not { } value
        ? ModelSource.FromFile(text)
        : ModelSource.TryFrom(value, out ModelSource? model) ? model : throw WrongVariable(text, value, "a model (a Graph or a path)");

    private ImmutableArray<SweepModel> ToModels(string text) => _variable(text) is not { } value
        ? [text]
        : SweepModel.TryFrom(value, out ImmutableArray<SweepModel> models)
            ? models
            : throw WrongVariable(text, value, "models (Graphs, paths or SweepModels, one or a list)");

    private DataSource ToData(string text) => _variable(text) is not { } value
        ? DataSource.FromFile(text)
        : DataSource.TryFrom(value, out DataSource? data)
            ? value is string ? data : data.Named(text)
            : throw WrongVariable(text, value, "data (a Tensor, an array of numbers, a list of either, or a path)");

    private static LionException WrongVariable(string name, object value, string wanted) =>
        LionException.BadInput($"The variable '{name}' holds a {value.GetType().Name}; here it must hold {wanted}.");
}
