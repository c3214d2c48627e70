namespace LionMl.Circuits;

/// <summary>Adds up differences between two runs.</summary>
/// <remarks>
/// Memory is bounded, whatever is added: the median is exact up to 65,536 outputs, and from there on within 1 % of the true one.
/// </remarks>
public sealed class FidelityMeter
{
    private readonly ErrorMedian _median = new();
    private double _difference;
    private double _magnitude;
    private double _largest;
    private double _ratios;
    private long _elements;
    private long _ratioCount;
    private int _tensors;
    private int _agreeing;

    /// <summary>Adds one output tensor: what was computed, and what it is measured against.</summary>
    public void Add(ReadOnlySpan<float> computed, ReadOnlySpan<float> reference)
    {
        for (int i = 0; i < computed.Length; i++)
        {
            double difference = Math.Abs((double)computed[i] - reference[i]);
            double magnitude = Math.Abs((double)reference[i]);
            _difference += difference;
            _magnitude += magnitude;
            _largest = Math.Max(_largest, difference);
            _median.Add(difference);
            if (magnitude > 0)
            {
                _ratios += difference / magnitude;
                _ratioCount++;
            }
        }

        _elements += computed.Length;
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
        samples,
        _difference / _elements,
        _median.Value(),
        100 * _ratios / _ratioCount);

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
