using System.Collections.Immutable;
using LionMl.Circuits;
using LionMl.Onnx;

namespace LionMl.Artifacts;

/// <summary>How the scales of a circuit were found.</summary>
/// <param name="Trials">Every combination that was tried, in order.</param>
/// <param name="OnSamples">The error on the samples that calibrated, which flatters; measure fidelity on others.</param>
/// <param name="Layers">How each layer's width fits what was seen.</param>
/// <param name="Warnings">What the quantiser warned of.</param>
[TypeFormatterSource("LionMl.Interactive.Formatting.PartFormatterSource, LionMl.Interactive")]
public sealed record CalibrationRecord(
    ImmutableArray<CalibrationTrial> Trials,
    FidelityReport OnSamples,
    ImmutableArray<LayerSaturation> Layers,
    ImmutableArray<string> Warnings);
