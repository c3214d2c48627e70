using System.Collections.Immutable;
using LionMl.Circuits.Gadgets;

namespace LionMl.Circuits;

/// <summary>
/// Turns a function of a real number into a table of pieces over a tensor's integers: as few pieces as keep the error below half a step of
/// the result.
/// </summary>
internal sealed class FunctionFit
{
    // A table that is longer costs more rows than it is worth in accuracy.
    private const int MostSegmentBits = 9;

    // The bits of a position within its piece: they widen the result.
    private const int MostOffsetBits = 12;
    private const int MostIndexBits = 20;
    private const int Samples = 33;

    // Further than this no calibrated activation goes.
    private const double Far = 1 << 20;

    private readonly FunctionShape _function;
    private readonly double _unit;
    private readonly IntegerRange _range;
    private readonly double _tolerance;
    private readonly bool _saturates;
    private double _low;
    private double _high;

    /// <param name="function">The function.</param>
    /// <param name="unit">The real number that a step of the integers stands for.</param>
    /// <param name="range">The integers that can occur: the static interval.</param>
    /// <param name="tolerance">The error that the table may have.</param>
    /// <param name="saturates">Whether numbers on a side without a tail have the result of the outermost piece.</param>
    public FunctionFit(FunctionShape function, double unit, IntegerRange range, double tolerance, bool saturates)
    {
        _function = function;
        _unit = unit;
        _range = range;
        _tolerance = tolerance;
        _saturates = saturates;
    }

    /// <summary>The table, and the scale of its results.</summary>
    /// <param name="low">The smallest number that has to work.</param>
    /// <param name="high">The largest number that has to work.</param>
    /// <param name="outputScale">The result's bits behind the point, before what the pieces add.</param>
    public (PiecewiseTable Table, int ScaleBits) Fit(double low, double high, int outputScale)
    {
        (_low, _high) = (low, high);
        var (left, saturatesLeft) = LeftEdge(low, high);
        var (right, saturatesRight) = RightEdge(low, high);
        double staticLow = _range.Low * _unit, staticHigh = _range.High * _unit;
        left = Math.Max(left, staticLow);
        right = Math.Max(Math.Min(right, staticHigh), left + _unit);
        int shift = Shift(left, right);
        double step = Math.ScaleB(_unit, shift);
        long first = (long)Math.Floor((left / _unit) + 0.5);
        first = Math.Max(first, _range.Low);
        int indexBits = Math.Max(1, BitsFor(Math.Floor((right - (first * _unit)) / step) + 1));
        first = Aligned(first, right, indexBits + shift, saturatesRight);
        long end = first + (1L << (indexBits + shift));
        bool below = (saturatesLeft || _saturates) && _range.Low < first;
        bool above = (saturatesRight || _saturates) && _range.High >= end;
        double leftTail = saturatesLeft ? _function.LeftLimit!.Value : At(Centre(first, shift, 0));
        double rightTail = saturatesRight
            ? _function.RightTail(Centre(first, shift, 0))!.Value
            : At(Centre(first, shift, (1L << indexBits) - 1));
        double rightSlope = saturatesRight ? _function.RightSlope : 0;
        int smallest = Math.Max(1, indexBits - MostOffsetBits);
        for (int segmentBits = smallest; ; segmentBits++)
        {
            int offsetBits = indexBits - segmentBits;
            int scale = outputScale + offsetBits;
            if (above && rightSlope != 0)
            {
                // The line that is followed far to the right has to be exact: a step of it must be whole.
                scale = Math.Max(scale, -(int)Math.Floor(Math.Log2(step)));
            }

            var (values, slopes, error) = Pieces(first, shift, segmentBits, offsetBits, scale);
            if (error <= _tolerance || segmentBits == indexBits || segmentBits >= Math.Max(smallest, MostSegmentBits))
            {
                long slope = above ? Round(rightSlope * step, scale) : 0;
                return (
                    new PiecewiseTable
                    {
                        Base = first,
                        Shift = shift,
                        IndexBits = indexBits,
                        SegmentBits = segmentBits,
                        Values = values,
                        Slopes = slopes,
                        Below = below ? Round(leftTail, scale) : null,
                        Above = above ? Round(rightTail, scale) : null,
                        AboveSlope = slope,
                    },
                    scale);
            }
        }
    }

    /// <summary>
    /// Where the pieces begin so that what they have in excess of the window, being a power of two long, lies on the side on which the
    /// function is smaller: an exponential must not be tabulated far to the right.
    /// </summary>
    private long Aligned(long first, double right, int bits, bool saturatesRight)
    {
        long length = 1L << bits;
        long fromRight = (long)Math.Floor((right / _unit) + 0.5) + 1 - length;
        if (saturatesRight || fromRight >= first)
        {
            return first;
        }

        double beyondRight = Math.Abs(At((first + length - 1) * _unit)), beyondLeft = Math.Abs(At(fromRight * _unit));
        return beyondLeft < beyondRight || !double.IsFinite(beyondRight) ? fromRight : first;
    }

    // Beyond the window the last piece may reach a pole, where it has to be something: what the function is at the window's end.
    private double At(double x)
    {
        double value = _function.At(x);
        return double.IsFinite(value) ? value : _function.At(Math.Clamp(x, _low, _high));
    }

    private static int BitsFor(double count) => (int)Math.Ceiling(Math.Log2(Math.Max(1, count)));

    private static long Round(double value, int scale) => (long)Math.Floor(Math.ScaleB(value, scale) + 0.5);

    /// <summary>Where the pieces begin, and whether the function is its left limit before that.</summary>
    private (double Edge, bool Saturates) LeftEdge(double low, double high)
    {
        double edge = Edge(-1, x => _function.LeftLimit);
        return double.IsNaN(edge) || low - edge > 3 * (high - low) ? (low, false) : (edge, true);
    }

    private (double Edge, bool Saturates) RightEdge(double low, double high)
    {
        double edge = Edge(1, _function.RightTail);
        return double.IsNaN(edge) || edge - high > 3 * (high - low) ? (high, false) : (edge, true);
    }

    /// <summary>
    /// The place up to which the function is its tail, coming from far away: from outside, because a function may also cross its limit near
    /// zero, as GELU does.
    /// </summary>
    private double Edge(int side, Func<double, double?> tail)
    {
        bool Agrees(double x) => tail(x) is { } limit && Math.Abs(_function.At(x) - limit) <= _tolerance / 2;
        double inside = side * Far;
        if (!Agrees(inside))
        {
            return double.NaN;
        }

        while (Agrees(inside / 2) && Math.Abs(inside) > 1e-9)
        {
            inside /= 2;
        }

        double outside = inside / 2;
        for (int i = 0; i < 20; i++)
        {
            double middle = (inside + outside) / 2;
            (inside, outside) = Agrees(middle) ? (middle, outside) : (inside, middle);
        }

        return inside;
    }

    /// <summary>The low bits that make less difference than the tolerance where the function is steepest.</summary>
    private int Shift(double left, double right)
    {
        const int probes = 256;
        double steepest = 0, step = (right - left) / probes;
        for (int i = 0; i < probes; i++)
        {
            double x = left + (i * step);
            double slope = Math.Abs(At(x + step) - At(x)) / step;
            steepest = Math.Max(steepest, double.IsFinite(slope) ? slope : 0);
        }

        double longest = steepest == 0 ? right - left : Math.Min(right - left, _tolerance / steepest);
        int shift = Math.Max(0, (int)Math.Floor(Math.Log2(Math.Max(longest, _unit) / _unit)));
        int tooMany = BitsFor((right - left) / Math.ScaleB(_unit, shift)) - MostIndexBits;
        return shift + Math.Max(0, tooMany);
    }

    /// <summary>The real number in the middle of the integers that have one index.</summary>
    private double Centre(long first, int shift, long index) =>
        (first + (index * (double)(1L << shift)) + (((1L << shift) - 1) / 2.0)) * _unit;

    private (ImmutableArray<long> Values, ImmutableArray<long> Slopes, double Error) Pieces(
        long first, int shift, int segmentBits, int offsetBits, int scale)
    {
        var values = ImmutableArray.CreateBuilder<long>(1 << segmentBits);
        var slopes = ImmutableArray.CreateBuilder<long>(1 << segmentBits);
        double worst = 0;
        long length = 1L << offsetBits;
        Span<double> at = stackalloc double[Samples];
        for (long piece = 0; piece < 1L << segmentBits; piece++)
        {
            // The chord, moved to the middle of what it misses on both sides.
            long start = piece * length;
            int count = (int)Math.Min(Samples, length);
            double begin = At(Centre(first, shift, start));
            double chord = length == 1 ? 0 : (At(Centre(first, shift, start + length - 1)) - begin) / (length - 1);
            long slope = Round(chord, scale);
            double actual = Math.ScaleB(slope, -scale);
            double least = double.MaxValue, most = double.MinValue;
            for (int i = 0; i < count; i++)
            {
                long x = count == 1 ? 0 : i * (length - 1) / (count - 1);
                at[i] = At(Centre(first, shift, start + x)) - (actual * x);
                least = Math.Min(least, at[i]);
                most = Math.Max(most, at[i]);
            }

            long value = Round((least + most) / 2, scale);
            double middle = Math.ScaleB(value, -scale);
            worst = Math.Max(worst, Math.Max(most - middle, middle - least));
            values.Add(value);
            slopes.Add(slope);
        }

        return (values.MoveToImmutable(), length == 1 ? [] : slopes.MoveToImmutable(), worst);
    }
}
