namespace LionMl.Circuits;

/// <summary>
/// A node that writes an integer of its input as bits. How many is its width: a matter of completeness only. An honest prover whose
/// value needs more bits has no witness; soundness never depends on the width having been measured well.
/// </summary>
public abstract class DecomposingNode : IntegerNode
{
    /// <summary>The widest decomposition; with it every sum of two static bounds still fits a machine word.</summary>
    internal const int MaxWidth = 60;

    private protected DecomposingNode(NodeHeader header, int width)
        : base(header) => Width = width;

    /// <summary>The number of bits, sign included.</summary>
    public int Width { get; }

    /// <summary>The values that the decomposition admits, before <see cref="Offset"/> is added.</summary>
    public IntegerRange Limit => new(-(1L << (Width - 1)) - Offset, (1L << (Width - 1)) - 1 - Offset);

    /// <summary>Static interval of the decomposed value: what the inputs' ranges admit.</summary>
    public IntegerRange Decomposed { get; private protected set; }

    /// <summary>The width that admits everything the inputs' ranges admit.</summary>
    public int WorstCaseWidth => WidthFor(Decomposed);

    /// <summary>What is added to the value before it is split into bits (half a unit, for rounding).</summary>
    internal abstract long Offset { get; }

    /// <summary>The same node with another width.</summary>
    internal abstract IntegerNode WithWidth(int width);

    /// <summary>The width that just admits a range of values.</summary>
    internal int WidthFor(IntegerRange values) => new IntegerRange(values.Low + Offset, values.High + Offset).SignedBits;

    private protected void CheckWidth() => Require(Width is >= 1 and <= MaxWidth, "its width is impossible");

    /// <summary>Records, or checks, the values that are decomposed.</summary>
    private protected void Admit(ReadOnlySpan<long> values, WidthObserver? observed)
    {
        if (values.IsEmpty)
        {
            return;
        }

        long low = values[0], high = values[0];
        foreach (long value in values)
        {
            low = Math.Min(low, value);
            high = Math.Max(high, value);
        }

        if (observed is not null)
        {
            observed.See(low, high);
            return;
        }

        var limit = Limit;
        if (low >= limit.Low && high <= limit.High)
        {
            return;
        }

        for (int i = 0; i < values.Length; i++)
        {
            if (!limit.Contains(values[i]))
            {
                throw new RangeException(
                    Layer,
                    Describe(i),
                    values[i],
                    limit,
                    "The input is unlike the calibration data: quantise again with samples that are like it, or with a larger margin.");
            }
        }
    }
}
