using System.Collections.Immutable;

namespace LionMl;

/// <summary>What <see cref="Lion.Mock"/> is told.</summary>
public sealed record MockRequest : LionRequest
{
    /// <summary>Inputs, each one sample or several.</summary>
    public ImmutableArray<DataSource> Inputs { get; init; } = [];
}
