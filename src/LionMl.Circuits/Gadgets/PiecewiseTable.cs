using System.Collections.Immutable;

namespace LionMl.Circuits.Gadgets;

/// <summary>
/// A function of an integer, in pieces of equal length on each of which it is linear, with a rule for numbers on either side of them.
/// This is the definition of what <see cref="IntegerGadgets{F}.Piecewise"/> proves.
/// </summary>
/// <remarks>
/// With d = number − <see cref="Base"/> and t = ⌊d / 2^<see cref="Shift"/>⌋: the piece is the top <see cref="SegmentBits"/> of the
/// <see cref="IndexBits"/> bits of t, x are the bits below, and the result is Values[piece] + Slopes[piece]·x.
/// </remarks>
public sealed record PiecewiseTable
{
    /// <summary>More pieces would cost more rows than any other way to compute a function.</summary>
    public const int MaxSegmentBits = 12;

    /// <summary>The number at which the first piece begins.</summary>
    public required long Base { get; init; }

    /// <summary>The low bits of a number that the function does not look at.</summary>
    public required int Shift { get; init; }

    /// <summary>The bits of t: all pieces together are 2^(IndexBits + Shift) numbers long.</summary>
    public required int IndexBits { get; init; }

    /// <summary>There are 2^SegmentBits pieces.</summary>
    public required int SegmentBits { get; init; }

    /// <summary>The result at the beginning of each piece.</summary>
    public required ImmutableArray<long> Values { get; init; }

    /// <summary>What a step of t adds, for each piece; empty where pieces are constant.</summary>
    public required ImmutableArray<long> Slopes { get; init; }

    /// <summary>The result for smaller numbers than <see cref="Base"/>; null where these have no witness.</summary>
    public long? Below { get; init; }

    /// <summary>The result for numbers behind the last piece, as it would be at t = 0; null where these have no witness.</summary>
    public long? Above { get; init; }

    /// <summary>What a step of t adds behind the last piece.</summary>
    public long AboveSlope { get; init; }

    /// <summary>The bits of x.</summary>
    internal int OffsetBits => IndexBits - SegmentBits;

    /// <summary>The digits that a decomposition must have at least.</summary>
    internal int LeastWidth => Shift + IndexBits + (Below is null ? 0 : 1);

    /// <summary>The results of the pieces.</summary>
    internal IntegerRange Inside
    {
        get
        {
            long longest = (1L << OffsetBits) - 1;
            long low = long.MaxValue, high = long.MinValue;
            for (int i = 0; i < Values.Length; i++)
            {
                long end = Slopes.IsEmpty ? Values[i] : Values[i] + (Slopes[i] * longest);
                low = Math.Min(low, Math.Min(Values[i], end));
                high = Math.Max(high, Math.Max(Values[i], end));
            }

            return new IntegerRange(low, high);
        }
    }

    /// <summary>The numbers that have a witness when so many digits are split off.</summary>
    internal IntegerRange Domain(int width)
    {
        long half = Below is null ? 0 : 1L << (width - 1);
        long above = Above is null ? 1L << (Shift + IndexBits) : (1L << width) - half;
        return new IntegerRange(Base - half, Base + above - 1);
    }

    /// <summary>All results with so many digits.</summary>
    /// <exception cref="CircuitException">The results behind the last piece could reach 2^62.</exception>
    internal IntegerRange Results(int width, string layer)
    {
        IntegerRange all = Inside;
        if (Below is { } below)
            all = all.Union(new IntegerRange(below, below));
        int above = width - (Below is null ? 0 : 1);
        if (Above is { } start && above > Shift + IndexBits)
        {
            Int128 first = start + ((Int128)AboveSlope << IndexBits), last = start + ((Int128)AboveSlope * ((1L << (above - Shift)) - 1));
            all = all.Union(IntegerRange.Checked(Int128.Min(first, last), Int128.Max(first, last), layer));
        }

        return all;
    }

    /// <summary>The function's value. The number must lie in the <see cref="Domain"/> of some width.</summary>
    public long Evaluate(long number)
    {
        long distance = number - Base;
        if (distance < 0)
            return Below ?? throw new ArgumentOutOfRangeException(nameof(number));
        long t = distance >> Shift;
        if (t >> IndexBits != 0)
            return Above is { } above ? above + (AboveSlope * t) : throw new ArgumentOutOfRangeException(nameof(number));
        int piece = (int)(t >> OffsetBits);
        return Slopes.IsEmpty ? Values[piece] : Values[piece] + (Slopes[piece] * (t & ((1L << OffsetBits) - 1)));
    }

    /// <summary>What is wrong with the parameters (as those of a forged file may be), or null.</summary>
    internal string? Problem()
    {
        const long limit = 1L << 40;
        bool sizes = Shift is >= 0 and <= 60 && SegmentBits is >= 1 and <= MaxSegmentBits && IndexBits >= SegmentBits
            && Shift + IndexBits <= 60;
        if (!sizes || Values.Length != 1 << SegmentBits || (!Slopes.IsEmpty && Slopes.Length != Values.Length))
            return "the sizes of its table";
        if (Slopes.IsEmpty && OffsetBits != 0)
            return "its table has pieces of more than one number";
        bool small = Base is > -(1L << 61) and < 1L << 61 && AboveSlope is > -limit and < limit && (Below ?? 0) is > -limit and < limit
            && (Above ?? 0) is > -limit and < limit && Values.All(value => value is > -limit and < limit)
            && Slopes.All(slope => slope is > -limit and < limit);
        return small && OffsetBits <= 20 ? null : "the numbers of its table";
    }

    /// <summary>Rows beside the digits' own.</summary>
    internal int ExtraRows(int width)
    {
        int magnitude = width - (Below is null ? 0 : 1);
        int upper = magnitude - Shift - IndexBits;
        int rows = LookupRows(SegmentBits, Slopes.IsEmpty ? 1 : 2) + (Slopes.IsEmpty ? 0 : 1);
        if (Below is null && upper == 0)
            return rows;
        bool counted = upper > 0 && Above is not null && !(upper == 1 && Below is null);
        bool refused = upper > 0 && Above is null;
        bool sloped = upper > 0 && Below is not null && Above is not null && AboveSlope != 0;
        return rows + 1 + (counted ? 2 : 0) + (refused ? 1 : 0) + (sloped ? 1 : 0);
    }

    /// <summary>Entries of these rows.</summary>
    internal int ExtraEntries(int width)
    {
        long[] values = [.. Values], slopes = [.. Slopes];
        int entries = Slopes.IsEmpty
            ? LookupCost.Of(SegmentBits, values).Entries
            : LookupCost.Of(SegmentBits, values, slopes).Entries + OffsetBits + 3;
        int magnitude = width - (Below is null ? 0 : 1);
        int upper = magnitude - Shift - IndexBits;
        if (Below is null && upper == 0)
            return entries;
        bool sloped = upper > 0 && AboveSlope != 0;
        return entries + 7 + (upper > 0 ? (2 * upper) + 6 : 0) + (sloped ? magnitude - Shift + 3 : 0);
    }

    /// <summary>
    /// Rows of a lookup in tables of one index: products of low digits, then a tree for each table. Fewer where a tree's halves are equal.
    /// </summary>
    internal static int LookupRows(int indexBits, int tables)
    {
        int low = LowDigits(indexBits, tables);
        return (1 << low) - low - 1 + (tables * ((1 << (indexBits - low)) - 1));
    }

    /// <summary>How many of the digits of an index are best multiplied out.</summary>
    internal static int LowDigits(int indexBits, int tables)
    {
        int best = 0;
        long least = long.MaxValue;
        for (int low = 0; low <= indexBits; low++)
        {
            long rows = (1L << low) - low - 1 + (tables * ((1L << (indexBits - low)) - 1));
            if (rows < least)
                (best, least) = (low, rows);
        }

        return best;
    }
}
