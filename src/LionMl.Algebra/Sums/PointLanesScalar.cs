namespace LionMl.Algebra;

/// <summary>Point lanes one element at a time: the specification of the other paths.</summary>
internal readonly unsafe struct PointLanesScalar : IPointLanes
{
    private const int Lanes = 8;
    private const int BlockWords = 64;

    public static void Multiply(long* product, long* left, long* right, int blocks)
    {
        for (int i = 0; i < blocks * BlockWords; i += BlockWords)
        {
            for (int lane = i; lane < i + Lanes; lane++)
                FqLane.Write(product + lane, Lanes, FqLane.Read(left + lane, Lanes) * FqLane.Read(right + lane, Lanes));
        }
    }

    public static void Square(long* product, long* value, int blocks) => Multiply(product, value, value, blocks);

    public static void Subtract(long* difference, long* left, long* right)
    {
        for (int i = 0; i < BlockWords; i++)
            difference[i] = left[i] - right[i];
    }

    public static void Add(long* sum, long* left, long* right)
    {
        for (int i = 0; i < BlockWords; i++)
            sum[i] = left[i] + right[i];
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
        for (int i = 0; i < BlockWords; i++)
        {
            uint* pair = pairs + (2 * (i % Lanes));
            difference[i] = G1Row.X(rows, pair[1])[i / Lanes] - G1Row.X(rows, pair[0])[i / Lanes];
        }
    }

    public static void GatherLeftX(long* left, long* rows, uint* pairs)
    {
        for (int i = 0; i < BlockWords; i++)
            left[i] = G1Row.X(rows, pairs[2 * (i % Lanes)])[i / Lanes];
    }

    public static void GatherY(long* left, long* difference, long* rows, uint* pairs)
    {
        for (int i = 0; i < BlockWords; i++)
        {
            uint* pair = pairs + (2 * (i % Lanes));
            left[i] = G1Row.Y(rows, pair[0])[i / Lanes] * Sign(pair[0]);
            difference[i] = (G1Row.Y(rows, pair[1])[i / Lanes] * Sign(pair[1])) - left[i];
        }
    }

    public static void Prefetch(long* rows, uint* pairs, bool y)
    {
    }

    public static void Scatter(long* block, long** rows)
    {
        for (int i = 0; i < BlockWords; i++)
            rows[i % Lanes][i / Lanes] = block[i];
    }

    private static long Sign(uint reference) => (reference & G1Row.Negative) != 0 ? -1 : 1;

    private static void Tame(long* block)
    {
        for (int lane = 0; lane < Lanes; lane++)
            FqLane.Write(block + lane, Lanes, FqLane.Read(block + lane, Lanes));
    }
}
