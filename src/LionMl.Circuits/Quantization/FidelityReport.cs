using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>How far the integer run is from the float run, over all outputs of all samples.</summary>
/// <param name="RelativeError">Σ|q − f| / Σ|f|.</param>
/// <param name="MaxAbsError">The largest |q − f|.</param>
/// <param name="ArgmaxAgreement">The share of samples whose largest output (of each output tensor) has the same place in both runs.</param>
/// <param name="Samples">The number of samples.</param>
/// <param name="MeanAbsError">The mean of |q − f|; NaN where it was not measured, as in files of older versions.</param>
/// <param name="MedianAbsError">The median of |q − f|; see <see cref="FidelityMeter"/> for how exact. NaN as the mean.</param>
/// <param name="MeanAbsPercentError">
/// 100 times the mean of |q − f| / |f| where f is not zero. Outputs near zero weigh most. NaN where all are zero, and as the mean.
/// </param>
[TypeFormatterSource("LionMl.Interactive.Formatting.PartFormatterSource, LionMl.Interactive")]
public sealed record FidelityReport(
    double RelativeError,
    double MaxAbsError,
    double ArgmaxAgreement,
    int Samples,
    double MeanAbsError = double.NaN,
    double MedianAbsError = double.NaN,
    double MeanAbsPercentError = double.NaN);
