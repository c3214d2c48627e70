using System.Collections.Immutable;

namespace LionMl;

/// <summary>What <see cref="Lion.Run"/> is told: the requests of its steps. Their own cores, memory limits and home are ignored.</summary>
public sealed record RunRequest : LionRequest
{
    /// <summary>Inputs, one sample each.</summary>
    public ImmutableArray<DataSource> Inputs { get; init; } = [];

    /// <summary>The first step; without data and range, the inputs calibrate.</summary>
    public QuantizeRequest Quantize { get; init; } = new();

    /// <summary>The second step.</summary>
    public SetupRequest Setup { get; init; } = new();

    /// <summary>As <see cref="ProveRequest.Salt"/>.</summary>
    public string? Salt { get; init; }

    /// <summary>The SHA-256 that the verifying key must have; null accepts any key.</summary>
    public string? ExpectKey { get; init; }
}
