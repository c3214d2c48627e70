using System.Runtime.Intrinsics;

namespace LionMl.Algebra;

/// <summary>What <see cref="IPointLanes"/> does where a path has nothing better: plain loops over the words of a block.</summary>
internal static unsafe class PointLanesPortable
{
    private const int Lanes = 8;
    private const int BlockWords = 64;
    private const int LimbBits = 48;
    private const long LimbMask = (1L << LimbBits) - 1;

    // 2^336/p, which turns a top limb into the nearest multiple of p.
    private const double TopLimbQuotient = 1.0 / 1847813609413.0662;

    /// <summary>p in limbs of 48 bits.</summary>
    public static ReadOnlySpan<long> Modulus =>
        [211106232532993, 52776558167304, 79165223820612, 34030673181193,
            239637716341647, 119439974144546, 18600534148544, 1847813609413];

    public static void Subtract(long* difference, long* left, long* right)
    {
        for (int i = 0; i < BlockWords; i += 4)
            (Vector256.Load(left + i) - Vector256.Load(right + i)).Store(difference + i);
    }

    public static void Add(long* sum, long* left, long* right)
    {
        for (int i = 0; i < BlockWords; i += 4)
            (Vector256.Load(left + i) + Vector256.Load(right + i)).Store(sum + i);
    }

    public static void FinishX(long* sum, long* fall, long* square, long* x, long* difference)
    {
        long* result = stackalloc long[BlockWords];
        for (int i = 0; i < BlockWords; i++)
            result[i] = square[i] - x[i] - x[i] - difference[i];
        Tame(result);
        Subtract(fall, x, result);
        Buffer.MemoryCopy(result, sum, BlockWords * sizeof(long), BlockWords * sizeof(long));
    }

    public static void SubtractTame(long* result, long* a, long* b)
    {
        Subtract(result, a, b);
        Tame(result);
    }

    public static void Blend(long* target, long* source, int mask)
    {
        for (int i = 0; i < BlockWords; i++)
        {
            if (((mask >> (i % Lanes)) & 1) != 0)
                target[i] = source[i];
        }
    }

    public static void Rotate(long* target, long* source, int by)
    {
        for (int i = 0; i < BlockWords; i++)
            target[i] = source[(i / Lanes * Lanes) + ((i + by) % Lanes)];
    }

    public static int ZeroLanes(long* value)
    {
        int zero = 0;
        for (int lane = 0; lane < Lanes; lane++)
            zero |= FqLane.Read(value + lane, Lanes).IsZero ? 1 << lane : 0;
        return zero;
    }

    public static void GatherDifferenceX(long* difference, long* rows, uint* pairs)
    {
        for (int lane = 0; lane < Lanes; lane++)
        {
            long* left = G1Row.X(rows, pairs[2 * lane]);
            long* right = G1Row.X(rows, pairs[(2 * lane) + 1]);
            for (int j = 0; j < G1Row.Limbs; j++)
                difference[(Lanes * j) + lane] = right[j] - left[j];
        }
    }

    public static void GatherLeftX(long* left, long* rows, uint* pairs)
    {
        for (int lane = 0; lane < Lanes; lane++)
        {
            long* source = G1Row.X(rows, pairs[2 * lane]);
            for (int j = 0; j < G1Row.Limbs; j++)
                left[(Lanes * j) + lane] = source[j];
        }
    }

    public static void GatherY(long* left, long* difference, long* rows, uint* pairs)
    {
        for (int lane = 0; lane < Lanes; lane++)
        {
            uint* pair = pairs + (2 * lane);
            long* first = G1Row.Y(rows, pair[0]);
            long* second = G1Row.Y(rows, pair[1]);
            long firstSign = Sign(pair[0]), secondSign = Sign(pair[1]);
            for (int j = 0; j < G1Row.Limbs; j++)
            {
                long y = first[j] * firstSign;
                left[(Lanes * j) + lane] = y;
                difference[(Lanes * j) + lane] = (second[j] * secondSign) - y;
            }
        }
    }

    public static void Scatter(long* block, long** rows)
    {
        for (int lane = 0; lane < Lanes; lane++)
        {
            for (int j = 0; j < G1Row.Limbs; j++)
                rows[lane][j] = block[(Lanes * j) + lane];
        }
    }

    private static long Sign(uint reference) => (reference & G1Row.Negative) != 0 ? -1 : 1;

    // Takes off the nearest multiple of p by the top limb, then carries once.
    private static void Tame(long* block)
    {
        for (int lane = 0; lane < Lanes; lane++)
        {
            long* limbs = block + lane;
            long multiple = (long)Math.Round(limbs[BlockWords - Lanes] * TopLimbQuotient);
            long carry = 0;
            for (int j = 0; j < G1Row.Limbs - 1; j++)
            {
                long limb = limbs[Lanes * j] - (multiple * Modulus[j]) + carry;
                limbs[Lanes * j] = limb & LimbMask;
                carry = limb >> LimbBits;
            }

            limbs[BlockWords - Lanes] += carry - (multiple * Modulus[G1Row.Limbs - 1]);
        }
    }
}
