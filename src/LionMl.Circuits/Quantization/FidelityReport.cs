using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>How far the integer run is from the float run, over all outputs of all samples.</summary>
/// <param name="RelativeError">Σ|q − f| / Σ|f|.</param>
/// <param name="MaxAbsError">The largest |q − f|.</param>
/// <param name="ArgmaxAgreement">The share of samples whose largest output (of each output tensor) has the same place in both runs.</param>
/// <param name="Samples">The number of samples.</param>
[TypeFormatterSource("LionMl.Interactive.Formatting.PartFormatterSource, LionMl.Interactive")]
public sealed record FidelityReport(double RelativeError, double MaxAbsError, double ArgmaxAgreement, int Samples);
