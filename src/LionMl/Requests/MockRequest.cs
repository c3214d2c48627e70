using System.Collections.Immutable;
using LionMl.Onnx;

namespace LionMl;

/// <summary>What <see cref="Lion.Mock"/> is told.</summary>
public sealed record MockRequest : LionRequest
{
    /// <summary>Inputs, each one sample or several.</summary>
    public ImmutableArray<DataSource> Inputs { get; init; } = [];

    /// <summary>What runs the model in floats; null for our own interpreter.</summary>
    public ReferenceKind? Reference { get; init; }
}
