namespace LionMl.Algebra;

/// <summary>Sums Σ (i + 1)·P_i of consecutive rows, eight at a time, by the sum of all suffix sums.</summary>
/// <remarks>
/// In projective coordinates with the complete addition of Renes, Costello and Batina ("Complete addition formulas for prime order
/// elliptic curves", 2016, algorithm 7): no case is exceptional for points of odd order, so lanes never part ways. 12 multiplications
/// an addition, two additions a row.
/// </remarks>
/// <typeparam name="TLanes">The vector path.</typeparam>
internal sealed unsafe class WeightedSums<TLanes> : IDisposable
    where TLanes : struct, IPointLanes
{
    private const int PointWords = 3 * 64;
    private const int TemporaryBlocks = 10;

    private readonly AlignedMemory _memory = new(((3 * PointWords) + ((TemporaryBlocks + 2) * 64)) * sizeof(long));
    private readonly long* _row;
    private readonly long* _suffix;
    private readonly long* _sum;
    private readonly long* _zero;
    private readonly long* _one;
    private readonly long* _temporary;

    public WeightedSums()
    {
        _row = (long*)_memory.DangerousGetHandle();
        _suffix = _row + PointWords;
        _sum = _suffix + PointWords;
        _zero = _sum + PointWords;
        _one = _zero + 64;
        _temporary = _one + 64;
        for (int lane = 0; lane < 8; lane++)
            FqLane.Write(_one + lane, 8, Fq.One);
    }

    /// <summary>One sum.</summary>
    /// <param name="First">The row of weight 1.</param>
    /// <param name="Count">The number of rows.</param>
    internal readonly record struct Range(int First, int Count);

    /// <summary>The sums of ranges of rows.</summary>
    public void Sum(SumTable table, ReadOnlySpan<Range> ranges, Span<Jacobian<Fq>> sums)
    {
        for (int start = 0; start < ranges.Length; start += 8)
        {
            int count = Math.Min(8, ranges.Length - start);
            SumEight(table, ranges.Slice(start, count), sums.Slice(start, count));
        }
    }

    /// <summary>Frees the memory.</summary>
    public void Dispose() => _memory.Dispose();

    private void SumEight(SumTable table, ReadOnlySpan<Range> ranges, Span<Jacobian<Fq>> sums)
    {
        SetInfinity(_suffix);
        SetInfinity(_sum);
        int longest = 0;
        foreach (Range range in ranges)
            longest = Math.Max(longest, range.Count);
        uint* pairs = stackalloc uint[16];
        for (int i = longest - 1; i >= 0; i--)
        {
            int lanes = 0;
            for (int lane = 0; lane < ranges.Length; lane++)
            {
                int row = ranges[lane].First + i;
                bool present = i < ranges[lane].Count && table.Present[row] != 0;
                pairs[2 * lane] = present ? G1Row.SumReference(row) : 0;
                lanes |= present ? 1 << lane : 0;
            }

            if (lanes != 0)
            {
                SetInfinity(_row);
                TLanes.GatherLeftX(_temporary, table.Rows, pairs);
                TLanes.Blend(_row, _temporary, lanes);
                TLanes.GatherY(_temporary, _temporary + 64, table.Rows, pairs);
                TLanes.Blend(_row + 64, _temporary, lanes);
                TLanes.Blend(_row + 128, _one, lanes);
                Add(_suffix, _row);
            }

            Add(_sum, _suffix);
        }

        for (int lane = 0; lane < sums.Length; lane++)
        {
            Fq x = FqLane.Read(_sum + lane, 8), y = FqLane.Read(_sum + 64 + lane, 8), z = FqLane.Read(_sum + 128 + lane, 8);
            sums[lane] = new Jacobian<Fq>(x * z, y * z.Square(), z);
        }
    }

    private void SetInfinity(long* point)
    {
        Copy(point, _zero);
        Copy(point + 64, _one);
        Copy(point + 128, _zero);
    }

    // target += other. With the curve's b = 1 the constant 3b of the formulas is 3.
    private void Add(long* target, long* other)
    {
        long* x1 = target, y1 = target + 64, z1 = target + 128, x2 = other, y2 = other + 64, z2 = other + 128;
        long* xx = _temporary, yy = xx + 64, zz = yy + 64, xy = zz + 64, yz = xy + 64, xz = yz + 64;
        long* a = xz + 64, b = a + 64, minus = b + 64, plus = minus + 64;
        TLanes.Multiply(xx, x1, x2, 1);
        TLanes.Multiply(yy, y1, y2, 1);
        TLanes.Multiply(zz, z1, z2, 1);
        Cross(xy, x1, y1, x2, y2, xx, yy, a, b);
        Cross(yz, y1, z1, y2, z2, yy, zz, a, b);
        Cross(xz, x1, z1, x2, z2, xx, zz, a, b);
        Triple(xx);
        Triple(zz);
        Triple(xz);
        TLanes.Subtract(minus, yy, zz);
        TLanes.Add(plus, yy, zz);
        TLanes.Multiply(a, xy, minus, 1);
        TLanes.Multiply(b, yz, xz, 1);
        TLanes.Subtract(x1, a, b);
        TLanes.Multiply(a, minus, plus, 1);
        TLanes.Multiply(b, xx, xz, 1);
        TLanes.Add(y1, a, b);
        TLanes.Multiply(a, plus, yz, 1);
        TLanes.Multiply(b, xx, xy, 1);
        TLanes.Add(z1, a, b);
    }

    // u₁v₂ + u₂v₁ from the products uu and vv.
    private static void Cross(long* result, long* u1, long* v1, long* u2, long* v2, long* uu, long* vv, long* a, long* b)
    {
        TLanes.Add(a, u1, v1);
        TLanes.Add(b, u2, v2);
        TLanes.Multiply(result, a, b, 1);
        TLanes.Subtract(result, result, uu);
        TLanes.Subtract(result, result, vv);
    }

    private static void Triple(long* value)
    {
        long* copy = stackalloc long[64];
        Copy(copy, value);
        TLanes.Add(value, value, copy);
        TLanes.Add(value, value, copy);
    }

    private static void Copy(long* target, long* source) => Buffer.MemoryCopy(source, target, 512, 512);
}
