using System.Runtime.CompilerServices;

namespace LionMl.Algebra;

/// <summary>Orders the references of a window by bucket.</summary>
internal static unsafe class BucketSort
{
    /// <summary>Writes the references in the order of their buckets, bucket d - 1 for the digits d and -d; zeros go last.</summary>
    /// <param name="digits">The digits of consecutive points.</param>
    /// <param name="count">The number of digits; none is greater in size than there are buckets.</param>
    /// <param name="reference">The reference to the first point.</param>
    /// <param name="starts">The next free place of each bucket, by size of the digit; moves on.</param>
    /// <param name="references">Receives the references.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scatter(short* digits, int count, uint reference, int* starts, uint* references)
    {
        uint step = G1Row.BaseReference(1);
        for (int i = 0; i < count; i++)
        {
            int digit = digits[i];
            int sign = digit >> 31;
            // Flips the sign bit of the reference for a negative digit.
            references[starts[(digit ^ sign) - sign]++] = reference ^ (uint)(sign & 1);
            reference += step;
        }
    }

    /// <summary>Adds the number of digits of each size to <paramref name="counts"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Count(short* digits, int count, int* counts)
    {
        for (int i = 0; i < count; i++)
        {
            int digit = digits[i];
            int sign = digit >> 31;
            counts[(digit ^ sign) - sign]++;
        }
    }
}
