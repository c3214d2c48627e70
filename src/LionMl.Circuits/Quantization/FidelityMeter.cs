namespace LionMl.Circuits;

/// <summary>Adds up differences between two runs.</summary>
public sealed class FidelityMeter
{
    private double _difference;
    private double _magnitude;
    private double _largest;
    private int _tensors;
    private int _agreeing;

    /// <summary>Adds one output tensor: what was computed, and what it is measured against.</summary>
    public void Add(ReadOnlySpan<float> computed, ReadOnlySpan<float> reference)
    {
        for (int i = 0; i < computed.Length; i++)
        {
            double difference = Math.Abs((double)computed[i] - reference[i]);
            _difference += difference;
            _magnitude += Math.Abs((double)reference[i]);
            _largest = Math.Max(_largest, difference);
        }

        _tensors++;
        if (Argmax(computed) == Argmax(reference))
        {
            _agreeing++;
        }
    }

    /// <summary>The report so far.</summary>
    /// <param name="samples">The number of samples that the added tensors come from.</param>
    public FidelityReport Report(int samples) => new(
        _magnitude == 0 ? (_difference == 0 ? 0 : double.PositiveInfinity) : _difference / _magnitude,
        _largest,
        _tensors == 0 ? 1 : (double)_agreeing / _tensors,
        samples);

    private static int Argmax(ReadOnlySpan<float> values)
    {
        int best = 0;
        for (int i = 1; i < values.Length; i++)
        {
            if (values[i] > values[best])
            {
                best = i;
            }
        }

        return best;
    }
}
