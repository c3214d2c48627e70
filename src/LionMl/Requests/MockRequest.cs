using System.Collections.Immutable;

namespace LionMl;

/// <summary>What <see cref="Lion.Mock"/> is told.</summary>
public sealed record MockRequest : LionRequest
{
    /// <summary>Input files; a file may hold several samples.</summary>
    public ImmutableArray<string> Inputs { get; init; } = [];
}
