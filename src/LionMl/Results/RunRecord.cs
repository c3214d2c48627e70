using System.Collections.Immutable;
using LionMl.Onnx;

namespace LionMl.Results;

/// <summary>What every verb reports about its own run.</summary>
[TypeFormatterSource("LionMl.Interactive.Formatting.PartFormatterSource, LionMl.Interactive")]
public sealed record RunRecord
{
    /// <summary>The verb.</summary>
    public required string Verb { get; init; }

    /// <summary>The core limit.</summary>
    public required int Cores { get; init; }

    /// <summary>Options in the order they were looked at, defaults included.</summary>
    public ImmutableArray<RecordedOption> Options { get; init; } = [];

    /// <summary>From the verb's start to its files being in place.</summary>
    public required double TotalSeconds { get; init; }

    /// <summary>Phases in order, in seconds.</summary>
    public ImmutableArray<KeyValuePair<string, double>> PhaseSeconds { get; init; } = [];

    /// <summary>The process's largest resident size so far.</summary>
    public required long PeakMemoryBytes { get; init; }

    /// <summary>Files written: name → bytes.</summary>
    public ImmutableArray<KeyValuePair<string, long>> Files { get; init; } = [];

    /// <summary>What the caller should know.</summary>
    public ImmutableArray<string> Warnings { get; init; } = [];
}
