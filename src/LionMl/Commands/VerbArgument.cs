namespace LionMl.Commands;

/// <summary>A positional argument of a verb.</summary>
/// <param name="Name">As the help shows it, e.g. <c>MODEL.onnx</c>.</param>
/// <param name="Kind">What the value means.</param>
/// <param name="Help">One sentence without a full stop.</param>
public sealed record VerbArgument(string Name, ValueKind Kind, string Help)
{
    /// <summary>Whether it may be left out.</summary>
    public bool IsOptional { get; init; }

    /// <summary>Whether it may be given several times; such an argument is the last.</summary>
    public bool IsRepeatable { get; init; }
}
