using System.Collections.Immutable;

namespace LionMl.Commands;

/// <summary>A named option of a verb.</summary>
/// <param name="Name">With its dashes, e.g. <c>--out</c>.</param>
/// <param name="Kind">What the value means.</param>
/// <param name="Help">One sentence without a full stop.</param>
public sealed record VerbOption(string Name, ValueKind Kind, string Help)
{
    /// <summary>The placeholder of the value in the help, e.g. <c>DIR</c>; null for flags.</summary>
    public string? ValueName { get; init; }

    /// <summary>The value used when the option is not given; null when there is none. It is printed and recorded when used.</summary>
    public string? Default { get; init; }

    /// <summary>The default in words where it depends on something else, for the help only.</summary>
    public string? DefaultRule { get; init; }

    /// <summary>The allowed values of a <see cref="ValueKind.Choice"/>, the default first.</summary>
    public ImmutableArray<string> Choices { get; init; } = [];

    /// <summary>Whether it may be given several times.</summary>
    public bool IsRepeatable { get; init; }

    /// <summary>Whether it must be given.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Further validation of one value: null, or what is wrong with it.</summary>
    public Func<string, string?>? Check { get; init; }

    /// <summary>The name without dashes, as files and JSON record it.</summary>
    public string Key => Name.TrimStart('-');

    /// <summary>What is wrong with <paramref name="value"/>, or null; does not look at the file system.</summary>
    public string? Validate(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        switch (Kind)
        {
            case ValueKind.Choice when !Choices.Contains(value):
                return $"{Name} takes {string.Join(" or ", Choices)}, not '{value}'.";
            case ValueKind.Number when !int.TryParse(value, out _):
                return $"{Name} takes a whole number, not '{value}'.";
            case not ValueKind.Flag when value.Length == 0:
                return $"{Name} was given an empty value.";
        }

        return Check?.Invoke(value) is { } problem ? $"{Name}: {problem}" : null;
    }
}
