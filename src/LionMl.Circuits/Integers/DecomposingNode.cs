using System.Collections.Immutable;

namespace LionMl.Circuits;

/// <summary>
/// A node that writes integers of its input as bits. How many is its width: a matter of completeness only. An honest prover whose
/// value needs more bits has no witness; soundness never depends on the width having been measured well.
/// </summary>
/// <remarks>Channels of a convolution have widths of their own, because their values differ by a few bits; others share one.</remarks>
public abstract class DecomposingNode : IntegerNode
{
    /// <summary>The widest decomposition; with it every sum of two static bounds still fits a machine word.</summary>
    internal const int MaxWidth = 60;

    private readonly ImmutableArray<int> _widths;
    private int _plane = 1;

    private protected DecomposingNode(NodeHeader header, ImmutableArray<int> widths)
        : base(header) => _widths = widths;

    /// <summary>The largest number of bits, sign included.</summary>
    public int Width => _widths.Max();

    /// <summary>The number of bits of each channel (axis 1), or one for all elements.</summary>
    public IReadOnlyList<int> Widths => _widths;

    /// <summary>The bits of all elements together.</summary>
    public long TotalWidth
    {
        get
        {
            long sum = 0;
            foreach (int width in _widths)
            {
                sum += width;
            }

            return sum * Count / _widths.Length;
        }
    }

    /// <summary>Static interval of the decomposed values of each channel: what the inputs' ranges admit.</summary>
    internal ImmutableArray<IntegerRange> Decomposed { get; private set; } = [];

    /// <summary>The number of channels that may have widths of their own; 1 if all elements share one.</summary>
    internal int Channels => Decomposed.Length;

    /// <summary>What is added to the value before it is split into bits (half a unit, for rounding).</summary>
    internal abstract long Offset { get; }

    /// <summary>The bits of one element.</summary>
    internal int WidthOf(int element) => _widths.Length == 1 ? _widths[0] : _widths[element / _plane % _widths.Length];

    /// <summary>The width that admits everything the inputs' ranges admit.</summary>
    internal int WorstCaseWidth(int channel) => WidthFor(Decomposed[channel]);

    internal override bool AdmitsAll(IReadOnlyList<IntegerNode> inputs)
    {
        for (int channel = 0; channel < Channels; channel++)
        {
            var limit = Limit(ChannelWidth(channel));
            if (!limit.Contains(Decomposed[channel].Low) || !limit.Contains(Decomposed[channel].High))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The same node with other widths, at least the smallest that it can work with.</summary>
    internal abstract IntegerNode WithWidths(ImmutableArray<int> widths);

    /// <summary>The width that just admits a range of values.</summary>
    internal virtual int WidthFor(IntegerRange values) => new IntegerRange(values.Low + Offset, values.High + Offset).SignedBits;

    /// <summary>The values that a width admits.</summary>
    internal virtual IntegerRange Limit(int width)
    {
        long half = 1L << (width - 1);
        return new IntegerRange(-half - Offset, half - 1 - Offset);
    }

    /// <summary>Rows of one element beside its digits' own and its share of a packed row.</summary>
    internal virtual int ExtraRows => 1;

    /// <summary>Entries of these rows, roughly.</summary>
    internal virtual double ExtraEntries => ExtraRows * (1 + ((double)TotalWidth / Math.Max(1, Count)));

    private protected static ImmutableArray<int> AtLeast(ImmutableArray<int> widths, int least) =>
        [.. widths.Select(width => Math.Max(width, least))];

    private protected static ImmutableArray<int> ReadWidths(ArtifactReader reader) => [.. reader.SmallIntegers("widths")];

    private protected void WriteWidths(ArtifactWriter writer) => writer.Integers(_widths.AsSpan());

    private protected int ChannelWidth(int channel) => _widths[_widths.Length == 1 ? 0 : channel];

    /// <summary>Takes the static intervals of what is decomposed, and checks the widths.</summary>
    private protected void Accept(ImmutableArray<IntegerRange> decomposed, int leastWidth)
    {
        Decomposed = decomposed;
        _plane = decomposed.Length == 1 ? 1 : (int)Shape.Product(2, Shape.Rank);
        Require(!decomposed.IsEmpty, "its channels");
        Require(_widths.Length == 1 || _widths.Length == decomposed.Length, "the number of its widths");
        foreach (int width in _widths)
        {
            Require(width >= leastWidth && width <= MaxWidth, "its widths");
        }
    }

    /// <summary>Records, or checks, the values that are decomposed.</summary>
    private protected void Admit(ReadOnlySpan<long> values, WidthObserver? observed)
    {
        int length = Channels == 1 ? values.Length : _plane;
        for (int start = 0; start < values.Length; start += length)
        {
            int channel = start / length % Channels;
            long low = long.MaxValue, high = long.MinValue;
            foreach (long value in values.Slice(start, length))
            {
                low = Math.Min(low, value);
                high = Math.Max(high, value);
            }

            var limit = Limit(ChannelWidth(channel));
            if (observed is not null)
            {
                observed.See(Channels, channel, low, high);
            }
            else if (low < limit.Low || high > limit.High)
            {
                throw Outside(values, start, limit);
            }
        }
    }

    private RangeException Outside(ReadOnlySpan<long> values, int start, IntegerRange limit)
    {
        int i = start;
        while (limit.Contains(values[i]))
        {
            i++;
        }

        return Outside(values, i, limit, string.Empty);
    }

    /// <summary>The refusal of an element.</summary>
    private protected RangeException Outside(ReadOnlySpan<long> values, int element, IntegerRange limit, string why) => new(
        Layer,
        Describe(element),
        values[element],
        limit,
        why + "The input is unlike the calibration data: quantise again with samples that are like it, or with a larger margin.");
}
