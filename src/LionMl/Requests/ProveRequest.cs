using System.Collections.Immutable;

namespace LionMl;

/// <summary>What <see cref="Lion.Prove"/> is told.</summary>
public sealed record ProveRequest : LionRequest
{
    /// <summary>Inputs, one sample each; several make one proof of several instances.</summary>
    public ImmutableArray<DataSource> Inputs { get; init; } = [];

    /// <summary>Whether the network may not be used.</summary>
    public bool IsOffline { get; init; }
}
