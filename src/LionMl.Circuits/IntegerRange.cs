namespace LionMl.Circuits;

/// <summary>A closed interval of integers, both ends included.</summary>
/// <param name="Low">The smallest.</param>
/// <param name="High">The largest; at least <paramref name="Low"/>.</param>
public readonly record struct IntegerRange(long Low, long High)
{
    /// <summary>
    /// Magnitudes are kept below 2^62, so that every integer of a run, and the sum of two, fits a machine word: far below the field's
    /// 2^252, which packed rows fill with several of them.
    /// </summary>
    public const int MaxMagnitudeBits = 62;

    /// <summary>The interval that holds only zero.</summary>
    public static IntegerRange Zero => default;

    /// <summary>
    /// The bits of the smallest two's complement number (sign included) that holds every member; 1 for [−1, 0] and [0, 0].
    /// </summary>
    public int SignedBits => 1 + Math.Max(BitsOf(High), BitsOf(~Low));

    /// <summary>Bits of the largest magnitude, without a sign.</summary>
    public int MagnitudeBits => Math.Max(BitsOf(High), BitsOf(-Low));

    /// <summary>The signed numbers of a given width, [−2^(bits−1), 2^(bits−1) − 1].</summary>
    public static IntegerRange OfSignedBits(int bits) => new(-(1L << (bits - 1)), (1L << (bits - 1)) - 1);

    /// <summary>An interval from wide bounds.</summary>
    /// <param name="low">The smallest member.</param>
    /// <param name="high">The largest member.</param>
    /// <param name="layer">Named in the error.</param>
    /// <exception cref="CircuitException">A magnitude reaches 2^62.</exception>
    public static IntegerRange Checked(Int128 low, Int128 high, string layer)
    {
        Int128 limit = (Int128)1 << MaxMagnitudeBits;
        if (low <= -limit || high >= limit)
        {
            int bits = 128 - (int)Int128.LeadingZeroCount(Int128.Max(high, -low));
            throw new CircuitException(
                $"Layer '{layer}': its integers could reach {bits} bits, more than the {MaxMagnitudeBits} that are supported. "
                + "Use fewer bits for the input, weights or activations, or put an activation before this layer.");
        }

        return new IntegerRange((long)low, (long)high);
    }

    /// <summary>Whether a number is a member.</summary>
    public bool Contains(long value) => value >= Low && value <= High;

    /// <summary>The smallest interval that holds both.</summary>
    public IntegerRange Union(IntegerRange other) => new(Math.Min(Low, other.Low), Math.Max(High, other.High));

    /// <summary>The numbers as <c>[-128, 127]</c>.</summary>
    public override string ToString() => $"[{Low}, {High}]";

    internal static int BitsOf(long value) => value <= 0 ? 0 : 64 - System.Numerics.BitOperations.LeadingZeroCount((ulong)value);
}
