using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>Turns a model of real numbers into one of integers.</summary>
public static class Quantizer
{
    /// <summary>Searches scales on calibration samples and fixes every width. The same arguments always give the same graph.</summary>
    /// <param name="graph">The model.</param>
    /// <param name="calibration">Samples like those that will be proved; null needs <see cref="QuantizeOptions.InputRange"/>.</param>
    /// <param name="options">The options; null for the defaults.</param>
    /// <param name="progress">Told about each trial.</param>
    /// <param name="cancellation">Observed between samples.</param>
    /// <exception cref="UnsupportedModelException">Nodes are not supported; lists all of them.</exception>
    /// <exception cref="CircuitException">The options or data cannot be used, or no scales work.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static QuantizationResult Quantize(
        Graph graph,
        TensorSamples? calibration,
        QuantizeOptions? options = null,
        IProgress<QuantizeProgress>? progress = null,
        CancellationToken cancellation = default) => throw new NotImplementedException();
}
