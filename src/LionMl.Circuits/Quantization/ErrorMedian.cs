namespace LionMl.Circuits;

/// <summary>
/// The median of numbers that are not negative, in bounded memory: exact for the first <see cref="MostExact"/>, then to 1 in 128.
/// </summary>
internal sealed class ErrorMedian
{
    /// <summary>So many numbers are kept as they are; with more, all are sorted into bins.</summary>
    public const int MostExact = 1 << 16;

    // A bin is what doubles share whose sign, exponent and so many bits of the mantissa are the same.
    private const int MantissaBits = 6;
    private const int DroppedBits = 52 - MantissaBits;

    private double[] _kept = [];
    private long[]? _bins;
    private long _count;

    public void Add(double value)
    {
        if (_bins is null && _count == MostExact)
        {
            _bins = new long[1 << (64 - DroppedBits - 1)];
            foreach (double kept in _kept)
            {
                _bins[BinOf(kept)]++;
            }

            _kept = [];
        }

        if (_bins is not null)
        {
            _bins[BinOf(value)]++;
        }
        else
        {
            if (_count == _kept.Length)
            {
                Array.Resize(ref _kept, Math.Clamp(2 * _kept.Length, 64, MostExact));
            }

            _kept[_count] = value;
        }

        _count++;
    }

    /// <summary>The median so far: the mean of the middle two of an even number; NaN of none.</summary>
    public double Value()
    {
        if (_count == 0)
        {
            return double.NaN;
        }

        long lower = (_count - 1) / 2, upper = _count / 2;
        if (_bins is null)
        {
            double[] sorted = _kept[..(int)_count];
            Array.Sort(sorted);
            return (sorted[lower] + sorted[upper]) / 2;
        }

        return (AtRank(_bins, lower) + AtRank(_bins, upper)) / 2;
    }

    private static int BinOf(double value) => (int)(BitConverter.DoubleToInt64Bits(value) >>> DroppedBits);

    private static double AtRank(long[] bins, long rank)
    {
        int bin = 0;
        while (rank >= bins[bin])
        {
            rank -= bins[bin++];
        }

        double low = BitConverter.Int64BitsToDouble((long)bin << DroppedBits);
        double high = BitConverter.Int64BitsToDouble((long)(bin + 1) << DroppedBits);

        // The first bin is zero and what is as good as zero.
        return bin == 0 || !double.IsFinite(high) ? low : (low + high) / 2;
    }
}
