using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>What the float run says of a model on the calibration samples: extremes of every tensor, and the outputs.</summary>
internal sealed class TensorStatistics
{
    private readonly Dictionary<string, (double Low, double High)> _extremes = new(StringComparer.Ordinal);
    private readonly List<IReadOnlyDictionary<string, Tensor>> _outputs = [];

    private TensorStatistics()
    {
    }

    /// <summary>The model's outputs for a sample.</summary>
    public IReadOnlyDictionary<string, Tensor> Outputs(int sample) => _outputs[sample];

    /// <summary>The largest magnitude that a tensor had; 0 where nothing is known of it.</summary>
    public double MaxAbs(string tensor)
    {
        var (low, high) = Extremes(tensor);
        return Math.Max(Math.Abs(low), Math.Abs(high));
    }

    /// <summary>The smallest and largest number that a tensor had.</summary>
    public (double Low, double High) Extremes(string tensor) => _extremes.GetValueOrDefault(tensor);

    public static TensorStatistics Collect(
        Graph graph,
        TensorSamples samples,
        FloatReference reference,
        IProgress<QuantizeProgress>? progress,
        CancellationToken cancellation)
    {
        var result = new TensorStatistics();
        for (int sample = 0; sample < samples.Count; sample++)
        {
            cancellation.ThrowIfCancellationRequested();
            progress?.Report(new QuantizeProgress("running the model in floats", (double)sample / samples.Count));
            var all = reference.Run(samples.Inputs(sample));
            foreach (var (name, tensor) in all)
            {
                result.See(name, tensor.Type.IsFloating() ? tensor.Floats : tensor.ToFloats(), sample);
            }

            result._outputs.Add(graph.Outputs.ToDictionary(output => output.Name, output => all[output.Name], StringComparer.Ordinal));
        }

        return result;
    }

    /// <summary>Widens a tensor's extremes.</summary>
    public void Include(string tensor, double low, double high) => _extremes[tensor] = _extremes.TryGetValue(tensor, out var known)
        ? (Math.Min(known.Low, low), Math.Max(known.High, high))
        : (low, high);

    private void See(string tensor, ReadOnlySpan<float> values, int sample)
    {
        if (values.IsEmpty)
        {
            return;
        }

        double low = values[0], high = values[0];
        foreach (float value in values)
        {
            if (!float.IsFinite(value))
            {
                throw new CircuitException(
                    $"Tensor '{tensor}' becomes {value} in the float run of calibration sample {sample}, so no scale holds it. Leave that "
                    + "sample out, or see where the model divides by zero or lets numbers grow without bound.");
            }

            low = Math.Min(low, value);
            high = Math.Max(high, value);
        }

        Include(tensor, low, high);
    }
}
