using System.Collections.Immutable;
using LionMl.Onnx;

namespace LionMl;

/// <summary>What <see cref="Lion.Prove"/> is told.</summary>
public sealed record ProveRequest : LionRequest
{
    /// <summary>Inputs, one sample each; several make one proof of several instances.</summary>
    public ImmutableArray<DataSource> Inputs { get; init; } = [];

    /// <summary>
    /// What hashed inputs and outputs are hashed with: a number, or <c>none</c> for zero. Null draws a random one for each, which
    /// <c>private/salts.json</c> keeps; give one where the hash is known to others already.
    /// </summary>
    public string? Salt { get; init; }

    /// <summary>Whether the network may not be used.</summary>
    public bool IsOffline { get; init; }

    /// <summary>What runs the model in floats; null for our own interpreter.</summary>
    public ReferenceKind? Reference { get; init; }
}
