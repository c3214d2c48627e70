namespace LionMl.Algebra;

/// <summary>How a sum is cut into work: the width of windows, and the parts that each window's points are dealt into.</summary>
/// <param name="WindowBits">Bits of a digit, which is signed.</param>
/// <param name="Windows">The digits of a half scalar.</param>
/// <param name="Parts">Every window is summed in so many parts, each with buckets of its own.</param>
internal readonly record struct MsmPlan(int WindowBits, int Windows, int Parts)
{
    /// <summary>A digit must fit 16 signed bits.</summary>
    public const int MaxWindowBits = 16;

    private const int MinWindowBits = 4;

    // Nanoseconds, measured: to sort and add an entry; to add a bucket to its row and column; to look at a bucket, even if it is
    // empty; to weigh a row or column; and for what every unit of work costs.
    private const double EntryCost = 52;
    private const double FullBucketCost = 95;
    private const double BucketCost = 4;
    private const double LineCost = 140;
    private const double UnitCost = 15_000;

    /// <summary>The greatest size of a digit in a window.</summary>
    public int Buckets(int window)
    {
        if (window < Windows - 1)
            return 1 << (WindowBits - 1);
        // The top digit takes what is left of 0.55 · 2^126 and a carry.
        int bits = ScalarHalves.Bits - (WindowBits * window);
        return Math.Max(1, (int)Math.Ceiling(0.55 * Math.Pow(2, bits)) + 1);
    }

    /// <summary>The cheapest plan by the model above.</summary>
    /// <param name="halves">Half scalars that are not zero.</param>
    /// <param name="bits">The sum of their lengths.</param>
    /// <param name="longest">The greatest length.</param>
    /// <param name="cores">The cores that will share the work.</param>
    public static MsmPlan Choose(double halves, double bits, int longest, int cores)
    {
        MsmPlan best = default;
        double bestCost = double.MaxValue;
        for (int width = MinWindowBits; width <= MaxWindowBits; width++)
        {
            int windows = (ScalarHalves.Bits + width - 1) / width;
            int used = Math.Clamp((longest + 1 + width - 1) / width, 1, windows);
            double entries = (bits / width) + (halves / 2);
            for (int parts = 1; parts <= cores; parts++)
            {
                double unitEntries = entries / used / parts;
                int buckets = 1 << (width - 1);
                double lines = 2 * Math.Sqrt(buckets);
                double unit = (unitEntries * EntryCost) + (Math.Min(buckets, unitEntries) * FullBucketCost)
                    + (buckets * BucketCost) + (lines * LineCost) + UnitCost;
                int rounds = ((used * parts) + cores - 1) / cores;
                double cost = rounds * unit;
                if (cost < bestCost)
                {
                    bestCost = cost;
                    best = new MsmPlan(width, windows, parts);
                }
            }
        }

        return best;
    }
}
