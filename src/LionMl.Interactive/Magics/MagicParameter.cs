namespace LionMl.Interactive;

/// <summary>One parameter of a command, for hosts that want to know all of them beforehand.</summary>
/// <param name="Name">The option with its dashes; <c>--argument</c> for what has no name in the line.</param>
/// <param name="Help">One sentence without a full stop.</param>
/// <param name="IsArgument">Whether it stands without its name.</param>
/// <param name="IsFlag">Whether it has no value.</param>
public sealed record MagicParameter(string Name, string Help, bool IsArgument, bool IsFlag)
{
    /// <summary>The name as a C# property: <c>--input-range</c> is <c>InputRange</c>.</summary>
    public string PropertyName => string.Concat(
        Name.Split('-', StringSplitOptions.RemoveEmptyEntries).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
