namespace LionMl.Results;

/// <summary>An option as it was used.</summary>
/// <param name="Key">The option's name without dashes.</param>
/// <param name="Value">Its value as text.</param>
/// <param name="IsDefault">Whether nobody asked for it.</param>
public sealed record RecordedOption(string Key, string Value, bool IsDefault);
