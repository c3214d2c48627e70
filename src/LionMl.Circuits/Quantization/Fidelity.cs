using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>Compares the integer run with the float run.</summary>
public static class Fidelity
{
    /// <summary>Runs every sample both ways. Samples that bring their own outputs are compared with those.</summary>
    /// <param name="graph">The model.</param>
    /// <param name="quantized">The same model in integers.</param>
    /// <param name="evaluation">Samples that did not calibrate, or the report flatters.</param>
    /// <param name="options">Cores and cancellation; null for all cores.</param>
    /// <exception cref="RangeException">A sample lies outside of the calibrated ranges.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static FidelityReport Measure(
        Graph graph, QuantizedGraph quantized, TensorSamples evaluation, InterpreterOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(quantized);
        ArgumentNullException.ThrowIfNull(evaluation);
        options ??= InterpreterOptions.Default;
        var meter = new FidelityMeter();
        for (int sample = 0; sample < evaluation.Count; sample++)
        {
            options.Cancellation.ThrowIfCancellationRequested();
            var inputs = evaluation.Inputs(sample);
            var reference = evaluation.HasOutputs ? evaluation.Outputs(sample) : FloatInterpreter.Run(graph, inputs, options);
            var computed = quantized.Run(inputs);
            foreach (var output in quantized.Outputs)
            {
                meter.Add(computed[output.Name].Floats, reference[output.Name].ToFloats());
            }
        }

        return meter.Report(evaluation.Count);
    }
}
