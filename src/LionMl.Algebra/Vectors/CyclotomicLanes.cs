using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using V = System.Runtime.Intrinsics.Vector512<long>;

namespace LionMl.Algebra;

/// <summary>
/// Repeated squaring in the cyclotomic subgroup of <see cref="Fq12"/> with AVX-512: lane i holds the coefficient of w^i, one block for
/// its part without u and one for its part with u, so that all six products of a squaring run side by side.
/// </summary>
/// <remarks>
/// The formulas are those of <see cref="Fq12.CyclotomicSquare"/>; blocks are those of <see cref="FqKernels"/>, tame in between.
/// </remarks>
internal static unsafe class CyclotomicLanes
{
    private const int Block = 64;
    private const int Lanes = 8;
    private const MethodImplOptions Kernel = MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization;

    public static bool IsSupported => VectorPaths.IsSupported(VectorPath.Vector512);

    /// <summary>value^(2^count) for an element of the cyclotomic subgroup.</summary>
    [SkipLocalsInit]
    public static void SquareRepeatedly(in Fq12 value, int count, out Fq12 result)
    {
        byte* space = stackalloc byte[(10 * Block * sizeof(long)) + 64];
        long* words = (long*)(((nint)space + 63) & ~(nint)63);
        new Span<long>(words, 2 * Block).Clear();
        for (int i = 0; i < Fq12.CoefficientCount; i++)
        {
            Fq2 coefficient = value.Coefficient(i);
            FqLane.Write(words + i, Lanes, coefficient.Part0);
            FqLane.Write(words + Block + i, Lanes, coefficient.Part1);
        }

        for (int i = 0; i < count; i++)
            Square(words, words + (2 * Block));
        Span<Fq2> coefficients = stackalloc Fq2[Fq12.CoefficientCount];
        for (int i = 0; i < coefficients.Length; i++)
            coefficients[i] = new Fq2(FqLane.Read(words + i, Lanes), FqLane.Read(words + Block + i, Lanes));
        result = Fq12.FromCoefficients(coefficients);
    }

    private static void Square(long* value, long* scratch)
    {
        long* left = scratch, right = scratch + (2 * Block), products = scratch + (4 * Block);
        Spread(value, left, right);
        FqKernels512.Multiply(products, left, right);
        FqKernels512.Multiply(products + Block, left + Block, right + Block);
        FqKernels512.Multiply(products + (2 * Block), left, right + Block);
        FqKernels512.Multiply(products + (3 * Block), left + Block, right);
        Collect(value, products, left, right);
        PointLanes512.SubtractTame(value, left, right);
        PointLanes512.SubtractTame(value + Block, left + Block, right + Block);
    }

    // Lanes 0 to 2: low and high of the three pairs; lanes 3 to 5: low + high and low + u·high.
    [MethodImpl(Kernel)]
    private static void Spread(long* value, long* left, long* right)
    {
        V toLow = Vector512.Create(0L, 1, 2, 0, 1, 2, 6, 7), toHigh = Vector512.Create(3L, 4, 5, 3, 4, 5, 6, 7);
        V sums = Vector512.Create(0L, 0, 0, -1, -1, -1, 0, 0);
        for (int j = 0; j < Block; j += Lanes)
        {
            V part0 = Vector512.Load(value + j), part1 = Vector512.Load(value + Block + j);
            V low0 = Vector512.Shuffle(part0, toLow), low1 = Vector512.Shuffle(part1, toLow);
            V high0 = Vector512.Shuffle(part0, toHigh), high1 = Vector512.Shuffle(part1, toHigh);
            (low0 + (high0 & sums)).Store(left + j);
            (low1 + (high1 & sums)).Store(left + Block + j);
            Vector512.ConditionalSelect(sums, low0 - TimesFive(high1), high0).Store(right + j);
            Vector512.ConditionalSelect(sums, low1 + high0, high1).Store(right + Block + j);
        }
    }

    // From the four partial products: minuend = 3·(the squares in their places), subtrahend = ±2·value.
    [MethodImpl(Kernel)]
    private static void Collect(long* value, long* products, long* minuend, long* subtrahend)
    {
        V toSums = Vector512.Create(6L, 6, 6, 0, 1, 2, 6, 7), places = Vector512.Create(3L, 2, 4, 0, 5, 1, 6, 7);
        V sums = Vector512.Create(0L, 0, 0, -1, -1, -1, 0, 0), wrapped = Vector512.Create(0L, 0, -1, 0, 0, 0, 0, 0);
        V odd = Vector512.Create(0L, -1, 0, -1, 0, -1, 0, -1);
        for (int j = 0; j < Block; j += Lanes)
        {
            V product0 = Vector512.Load(products + j) - TimesFive(Vector512.Load(products + Block + j));
            V product1 = Vector512.Load(products + (2 * Block) + j) + Vector512.Load(products + (3 * Block) + j);
            // Lanes 3 to 5: low² + u·high² = (low + high)(low + u·high) - low·high - u·low·high.
            V moved0 = Vector512.Shuffle(product0, toSums) & sums, moved1 = Vector512.Shuffle(product1, toSums) & sums;
            V low0 = product0 - moved0 + TimesFive(moved1), low1 = product1 - moved1 - moved0;
            // Lanes 0 to 2: 2·low·high, in lane 2 times u.
            V twice0 = product0 + product0, twice1 = product1 + product1;
            V high0 = Vector512.ConditionalSelect(wrapped, V.Zero - TimesFive(twice1), twice0);
            V high1 = Vector512.ConditionalSelect(wrapped, twice0, twice1);
            V square0 = Vector512.Shuffle(Vector512.ConditionalSelect(sums, low0, high0), places);
            V square1 = Vector512.Shuffle(Vector512.ConditionalSelect(sums, low1, high1), places);
            (square0 + square0 + square0).Store(minuend + j);
            (square1 + square1 + square1).Store(minuend + Block + j);
            // Coefficients of odd powers of w are added, the others subtracted.
            V value0 = Vector512.Load(value + j), value1 = Vector512.Load(value + Block + j);
            (((value0 + value0) ^ odd) - odd).Store(subtrahend + j);
            (((value1 + value1) ^ odd) - odd).Store(subtrahend + Block + j);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V TimesFive(V limbs) => (limbs << 2) + limbs;
}
