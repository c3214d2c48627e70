using System.Collections.Immutable;

namespace LionMl;

/// <summary>
/// What <see cref="Lion.Sweep"/> is told: models, and settings to combine with each of them. Quantising, setup, proof and verification run
/// for every combination.
/// </summary>
public sealed record SweepRequest : LionRequest
{
    /// <summary>The models.</summary>
    public ImmutableArray<SweepModel> Models { get; init; } = [];

    /// <summary>Inputs, each one sample or several; a batch takes as many as it needs and begins again at the end.</summary>
    public ImmutableArray<DataSource> Inputs { get; init; } = [];

    /// <summary>How many inputs one proof is for.</summary>
    public ImmutableArray<int> Batches { get; init; } = [1];

    /// <summary>Bits of inputs, weights and activations alike; empty lets calibration choose.</summary>
    public ImmutableArray<int> Bits { get; init; } = [];

    /// <summary>The step that makes circuits; without data and range, the inputs calibrate.</summary>
    public QuantizeRequest Quantize { get; init; } = new();

    /// <summary>The step that makes keys.</summary>
    public SetupRequest Setup { get; init; } = new();

    /// <summary>Keeps the artifacts of every combination, and the table as <c>sweep.csv</c>, in this folder; null keeps nothing.</summary>
    public string? Keep { get; init; }
}
