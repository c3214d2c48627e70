using System.Collections.Immutable;
using LionMl.Onnx;

namespace LionMl.Interactive.Progress;

/// <summary>Where a long step stands at one moment; shown as a bar.</summary>
[TypeFormatterSource("LionMl.Interactive.Progress.ProgressFormatterSource, LionMl.Interactive")]
public sealed record ProgressState
{
    /// <summary>What runs, e.g. a verb.</summary>
    public required string Title { get; init; }

    /// <summary>Whether it still runs, and how it ended.</summary>
    public required ProgressStatus Status { get; init; }

    /// <summary>The phase at work, or the last one; empty before the first report.</summary>
    public string Phase { get; init; } = "";

    /// <summary>How much of that phase is done, from 0 to 1.</summary>
    public double Fraction { get; init; }

    /// <summary>Seconds since the start of the whole step.</summary>
    public required double ElapsedSeconds { get; init; }

    /// <summary>An estimate of what the phase still takes; null where nothing can be said yet.</summary>
    public double? RemainingSeconds { get; init; }

    /// <summary>The phases so far, in the order in which they began.</summary>
    public ImmutableArray<ProgressPhase> Phases { get; init; } = [];

    /// <summary>Why it failed, in a line; null where it did not.</summary>
    public string? Message { get; init; }

    /// <inheritdoc/>
    public override string ToString() => ProgressText.Line(this);
}
