using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>A model in integers, and how its scales were found.</summary>
/// <param name="Graph">The model in integers.</param>
/// <param name="Trials">Everything that was tried, in order, with the reasons.</param>
/// <param name="Calibration">The error on the samples that calibrated; report <see cref="Circuits.Fidelity"/> on others.</param>
/// <param name="Layers">How each layer's width fits what was seen.</param>
/// <param name="Warnings">What the user should know.</param>
public sealed record QuantizationResult(
    QuantizedGraph Graph,
    IReadOnlyList<CalibrationTrial> Trials,
    FidelityReport Calibration,
    IReadOnlyList<LayerSaturation> Layers,
    IReadOnlyList<string> Warnings)
{
    /// <summary>What ran the model in floats: <see cref="FloatReference.Name"/>.</summary>
    public string Reference { get; init; } = FloatReference.Interpreter;
}
