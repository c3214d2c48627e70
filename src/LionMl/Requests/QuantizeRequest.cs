using System.Collections.Immutable;
using LionMl.Onnx;

namespace LionMl;

/// <summary>What <see cref="Lion.Quantize"/> may be told. Either <see cref="Data"/> or <see cref="InputRange"/> is needed.</summary>
public sealed record QuantizeRequest : LionRequest
{
    /// <summary>The artifact folder; null for the model's file name with the ending .lion in the current folder.</summary>
    public string? Out { get; init; }

    /// <summary>Sample inputs.</summary>
    public DataSource? Data { get; init; }

    /// <summary>The range of all inputs, instead of samples.</summary>
    public InputRange? InputRange { get; init; }

    /// <summary><c>accuracy</c> or <c>resources</c>; null for accuracy.</summary>
    public string? Target { get; init; }

    /// <summary>Who sees what, e.g. <c>input=private,output=public,params=fixed</c>; groups left out keep their default.</summary>
    public string? Visibility { get; init; }

    /// <summary>
    /// What hashed parameters are hashed with: a number, or <c>none</c> for zero. Null draws one, which <c>private/parameters.lion</c> keeps.
    /// </summary>
    public string? Salt { get; init; }

    /// <summary>Bits of each input element, 1 to 24; null lets calibration choose, as for the other bits.</summary>
    public int? InputBits { get; init; }

    /// <summary>Bits of the largest weight of each layer, 1 to 24.</summary>
    public int? WeightBits { get; init; }

    /// <summary>Bits of the largest activation behind each layer, 1 to 24.</summary>
    public int? ActivationBits { get; init; }

    /// <summary>Bits by which activations may exceed those of the samples, 0 to 16; null for 2.</summary>
    public int? Margin { get; init; }

    /// <summary>
    /// What becomes of activations beyond the samples and the margin: <c>refuse</c>, so that there is no proof, or <c>saturate</c>; null for
    /// refuse.
    /// </summary>
    public string? Outliers { get; init; }

    /// <summary>Values of symbolic dimensions.</summary>
    public ImmutableDictionary<string, int> Dimensions { get; init; } = ImmutableDictionary<string, int>.Empty;

    /// <summary>What runs the model in floats; null for our own interpreter.</summary>
    public ReferenceKind? Reference { get; init; }
}
