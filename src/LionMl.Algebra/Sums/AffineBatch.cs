using System.Runtime.CompilerServices;

namespace LionMl.Algebra;

/// <summary>Additions of affine points, eight to a block, that share one inversion.</summary>
/// <remarks>
/// <para>Collects independent additions and carries them out in <see cref="Flush"/>: λ = (y₂ − y₁)/(x₂ − x₁), x₃ = λ² − x₁ − x₂,
/// y₃ = λ(x₁ − x₃) − y₁, all x₂ − x₁ inverted together by running products (Montgomery's trick). Infinity, equal and opposite points
/// are exact: see <see cref="Repair"/>. Costs six multiplications an addition.</para>
/// <para>Every step is taken for a group of four additions before the next one, each of the four with running products of its own, so
/// that the processor always has independent multiplications to overlap.</para>
/// </remarks>
/// <typeparam name="TLanes">The vector path.</typeparam>
internal sealed unsafe partial class AffineBatch<TLanes> : IDisposable
    where TLanes : struct, IPointLanes
{
    /// <summary>Block additions in a batch: an inversion is well shared, and everything still fits a second-level cache.</summary>
    public const int Capacity = 384;

    private const int Group = 4;
    private const int BlockWords = 64;
    private const int PrefetchX = 12;
    private const int PrefetchY = 8;

    private readonly AlignedMemory _memory;

    // The running products before each addition; the first four are one.
    private readonly long* _products;

    // The denominators x₂ − x₁.
    private readonly long* _differences;

    // What the four additions of a group are working on.
    private readonly long* _inverse;
    private readonly long* _slope;
    private readonly long* _rise;
    private readonly long* _square;
    private readonly long* _rowX;
    private readonly long* _rowY;
    private readonly long* _spare;

    private readonly uint* _pairs;
    private readonly Addition* _additions;
    private int _count;

    public AffineBatch()
    {
        const int Blocks = (2 * Capacity) + (8 * Group) + 16;
        _memory = new AlignedMemory((Blocks * BlockWords * (long)sizeof(long)) + (Capacity * ((16 * sizeof(uint)) + sizeof(Addition))));
        _products = (long*)_memory.DangerousGetHandle();
        _differences = _products + (BlockWords * (Capacity + Group));
        _inverse = _differences + (BlockWords * Capacity);
        _slope = _inverse + (BlockWords * Group);
        _rise = _slope + (BlockWords * Group);
        _square = _rise + (BlockWords * Group);
        _rowX = _square + (BlockWords * Group);
        _rowY = _rowX + (BlockWords * Group);
        _spare = _rowY + (BlockWords * Group);
        _pairs = (uint*)(_products + (BlockWords * Blocks));
        _additions = (Addition*)(_pairs + (16 * Capacity));
        for (int lane = 0; lane < 8; lane++)
        {
            for (int k = 0; k < Group; k++)
                FqLane.Write(_products + (BlockWords * k) + lane, 8, Fq.One);
        }
    }

    /// <summary>Additions waiting.</summary>
    public int Count => _count;

    /// <summary>The rows that references name.</summary>
    public long* Rows { get; set; }

    /// <summary>Room for eight pairs of references, to be written before <see cref="AddRows"/>.</summary>
    public uint* NextPairs => _pairs + (16 * _count);

    /// <summary>Frees the memory.</summary>
    public void Dispose() => _memory.Dispose();

    /// <summary>sum := left + right for the pairs of references in <see cref="NextPairs"/>.</summary>
    /// <param name="leftLanes">The lanes whose left point counts; the references of others must be readable all the same.</param>
    /// <param name="rightLanes">The lanes whose right point counts.</param>
    /// <param name="sum">A block.</param>
    public void AddRows(int leftLanes, int rightLanes, long* sum) => Append(null, null, sum, leftLanes, rightLanes);

    /// <summary>left := left + right; the right block must not change before the flush.</summary>
    public void AddBlocks(long* left, long* right)
    {
        int leftLanes = PointBlock.Lanes(left), rightLanes = PointBlock.Lanes(right);
        if ((leftLanes & rightLanes) != 0)
        {
            Append(left, right, left, leftLanes, rightLanes);
            return;
        }

        TLanes.Blend(left, right, rightLanes);
        TLanes.Blend(left + PointBlock.Y, right + PointBlock.Y, rightLanes);
        PointBlock.SetLanes(left, leftLanes | rightLanes);
    }

    /// <summary>Loads the left points of <paramref name="pairs"/> as they are.</summary>
    public void Load(uint* pairs, int lanes, long* block)
    {
        TLanes.GatherLeftX(block, Rows, pairs);
        TLanes.GatherY(block + PointBlock.Y, _spare, Rows, pairs);
        PointBlock.SetLanes(block, lanes);
    }

    /// <summary>Carries out the additions that wait.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Flush()
    {
        if (_count == 0)
            return;
        int last = (_count - 1) & -Group;
        for (int i = 0; i <= last; i += Group)
        {
            for (int k = i; k < i + Group; k++)
                PrepareDifference(k);
            long* products = _products + (BlockWords * i);
            TLanes.Multiply(products + (BlockWords * Group), products, _differences + (BlockWords * i), Group);
        }

        long* all = _products + (BlockWords * (last + Group));
        if (!TryInvert(all))
        {
            Repair();
            _ = TryInvert(all);
        }

        for (int i = last; i >= 0; i -= Group)
            FinishGroup(i, Math.Min(Group, _count - i));
        _count = 0;
    }

    private void Append(long* left, long* right, long* sum, int leftLanes, int rightLanes)
    {
        Addition* addition = _additions + _count;
        addition->Left = left;
        addition->Right = right;
        addition->Sum = sum;
        addition->LeftLanes = (byte)leftLanes;
        addition->RightLanes = (byte)rightLanes;
        addition->ZeroLanes = 0;
        addition->DoubledLanes = 0;
        if (++_count == Capacity)
            Flush();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void PrepareDifference(int i)
    {
        long* difference = _differences + (BlockWords * i);
        if (i >= _count)
        {
            Copy(difference, _products);
            return;
        }

        Addition* addition = _additions + i;
        if (addition->Left == null)
        {
            if (i + PrefetchX < _count && _additions[i + PrefetchX].Left == null)
                TLanes.Prefetch(Rows, _pairs + (16 * (i + PrefetchX)), y: false);
            TLanes.GatherDifferenceX(difference, Rows, _pairs + (16 * i));
        }
        else
        {
            TLanes.Subtract(difference, addition->Right, addition->Left);
        }

        // Any number but zero will do where there is nothing to invert; the first product is one.
        int both = addition->LeftLanes & addition->RightLanes;
        if (both != PointBlock.AllLanes)
            TLanes.Blend(difference, _products, PointBlock.AllLanes & ~both);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FinishGroup(int first, int count)
    {
        long** x = stackalloc long*[Group];
        long** y = stackalloc long*[Group];
        Addition* additions = _additions + first;
        for (int k = 0; k < count; k++)
        {
            int ahead = first + k - PrefetchY;
            if (ahead >= 0 && _additions[ahead].Left == null)
                TLanes.Prefetch(Rows, _pairs + (16 * ahead), y: true);
            long* rise = _rise + (BlockWords * k);
            if (additions[k].Left == null)
            {
                x[k] = _rowX + (BlockWords * k);
                y[k] = _rowY + (BlockWords * k);
                TLanes.GatherLeftX(x[k], Rows, _pairs + (16 * (first + k)));
                TLanes.GatherY(y[k], rise, Rows, _pairs + (16 * (first + k)));
            }
            else
            {
                x[k] = additions[k].Left;
                y[k] = x[k] + PointBlock.Y;
                TLanes.Subtract(rise, additions[k].Right + PointBlock.Y, y[k]);
            }

            if (additions[k].DoubledLanes != 0)
                SetTangentRise(rise, x[k], additions[k].DoubledLanes);
        }

        TLanes.Multiply(_slope, _inverse, _products + (BlockWords * first), Group);
        TLanes.Multiply(_inverse, _inverse, _differences + (BlockWords * first), Group);
        TLanes.Multiply(_slope, _slope, _rise, Group);
        TLanes.Square(_square, _slope, Group);
        for (int k = 0; k < count; k++)
        {
            long* square = _square + (BlockWords * k);
            long* fall = _rise + (BlockWords * k);
            if (IsEven(additions + k))
                TLanes.FinishX(additions[k].Sum, fall, square, x[k], _differences + (BlockWords * (first + k)));
            else
                FinishUnevenX(first + k, fall, square, x[k]);
        }

        TLanes.Multiply(_rise, _rise, _slope, Group);
        for (int k = 0; k < count; k++)
        {
            long* product = _rise + (BlockWords * k);
            if (!IsEven(additions + k))
            {
                FinishUnevenY(first + k, _square + (BlockWords * k), product, x[k], y[k]);
                continue;
            }

            TLanes.SubtractTame(additions[k].Sum + PointBlock.Y, product, y[k]);
            PointBlock.SetLanes(additions[k].Sum, PointBlock.AllLanes);
        }
    }

    // Whether all lanes are sums of two different points that are not opposite.
    private static bool IsEven(Addition* addition) =>
        (addition->LeftLanes & addition->RightLanes) == PointBlock.AllLanes && (addition->ZeroLanes | addition->DoubledLanes) == 0;

    private static void Copy(long* target, long* source) => Buffer.MemoryCopy(source, target, 512, 512);

    // One block addition.
    private struct Addition
    {
        // Null if the points come from rows.
        public long* Left;
        public long* Right;
        public long* Sum;

        // Where there is a point.
        public byte LeftLanes;
        public byte RightLanes;

        // Where the points are opposite.
        public byte ZeroLanes;

        // Where the points are equal.
        public byte DoubledLanes;
    }
}
