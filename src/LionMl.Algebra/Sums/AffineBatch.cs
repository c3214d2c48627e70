using System.Runtime.CompilerServices;

namespace LionMl.Algebra;

/// <summary>Additions of affine points, eight to a block, that share one inversion.</summary>
/// <remarks>
/// Collects independent additions and carries them out in <see cref="Flush"/>: λ = (y₂ − y₁)/(x₂ − x₁), x₃ = λ² − x₁ − x₂,
/// y₃ = λ(x₁ − x₃) − y₁, all x₂ − x₁ inverted together by running products (Montgomery's trick), each lane its own product. Infinity,
/// equal and opposite points are exact: see <see cref="Repair"/>. Costs six multiplications an addition.
/// </remarks>
/// <typeparam name="TLanes">The vector path.</typeparam>
internal sealed unsafe partial class AffineBatch<TLanes> : IDisposable
    where TLanes : struct, IPointLanes
{
    /// <summary>Block additions in a batch: an inversion is well shared, and everything still fits a second-level cache.</summary>
    public const int Capacity = 512;

    private const int PrefetchX = 12;
    private const int PrefetchY = 6;
    private const int TemporaryBlocks = 12;

    private readonly AlignedMemory _memory;
    private readonly long* _products;
    private readonly long* _differences;
    private readonly long* _temporary;
    private readonly uint* _pairs;
    private readonly Addition* _additions;
    private int _count;

    public AffineBatch()
    {
        const int Blocks = Capacity + 1 + Capacity + TemporaryBlocks;
        _memory = new AlignedMemory((Blocks * 64L * sizeof(long)) + (Capacity * (16 * sizeof(uint) + sizeof(Addition))), clear: false);
        _products = (long*)_memory.DangerousGetHandle();
        _differences = _products + (64 * (Capacity + 1));
        _temporary = _differences + (64 * Capacity);
        _pairs = (uint*)(_temporary + (64 * TemporaryBlocks));
        _additions = (Addition*)(_pairs + (16 * Capacity));
        for (int lane = 0; lane < 8; lane++)
            FqLane.Write(_products + lane, 8, Fq.One);
    }

    /// <summary>Additions waiting.</summary>
    public int Count => _count;

    /// <summary>The rows that references name.</summary>
    public long* Rows { get; set; }

    /// <summary>Frees the memory.</summary>
    public void Dispose() => _memory.Dispose();

    /// <summary>Room for eight pairs of references, to be written before <see cref="AddRows"/>.</summary>
    public uint* NextPairs => _pairs + (16 * _count);

    /// <summary>sum := left + right for the pairs of references in <see cref="NextPairs"/>.</summary>
    /// <param name="leftLanes">The lanes whose left point counts; the references of others must be readable all the same.</param>
    /// <param name="rightLanes">The lanes whose right point counts; at least one of them also in <paramref name="leftLanes"/>.</param>
    /// <param name="sum">A block.</param>
    public void AddRows(int leftLanes, int rightLanes, long* sum)
    {
        ref Addition addition = ref _additions[_count++];
        addition.Left = null;
        addition.Right = null;
        addition.Sum = sum;
        addition.LeftLanes = (byte)leftLanes;
        addition.RightLanes = (byte)rightLanes;
        addition.ZeroLanes = 0;
        addition.DoubledLanes = 0;
        if (_count == Capacity)
            Flush();
    }

    /// <summary>left := left + right; the right block must not change before the flush.</summary>
    public void AddBlocks(long* left, long* right)
    {
        int leftLanes = PointBlock.Lanes(left), rightLanes = PointBlock.Lanes(right);
        if ((leftLanes & rightLanes) == 0)
        {
            TLanes.Blend(left, right, rightLanes);
            TLanes.Blend(left + PointBlock.Y, right + PointBlock.Y, rightLanes);
            PointBlock.SetLanes(left, leftLanes | rightLanes);
            return;
        }

        ref Addition addition = ref _additions[_count++];
        addition.Left = left;
        addition.Right = right;
        addition.Sum = left;
        addition.LeftLanes = (byte)leftLanes;
        addition.RightLanes = (byte)rightLanes;
        addition.ZeroLanes = 0;
        addition.DoubledLanes = 0;
        if (_count == Capacity)
            Flush();
    }

    /// <summary>Loads the left points of <paramref name="pairs"/> as they are.</summary>
    public void Load(uint* pairs, int lanes, long* block)
    {
        TLanes.GatherLeftX(block, Rows, pairs);
        TLanes.GatherY(block + PointBlock.Y, _temporary, Rows, pairs);
        PointBlock.SetLanes(block, lanes);
    }

    /// <summary>Carries out the additions that wait.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Flush()
    {
        if (_count == 0)
            return;
        for (int i = 0; i < _count; i++)
        {
            Addition* addition = _additions + i;
            long* difference = _differences + (64 * i);
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
            TLanes.Multiply(_products + (64 * (i + 1)), _products + (64 * i), difference);
        }

        long* inverse = _temporary;
        if (!TryInvert(inverse))
        {
            Repair();
            _ = TryInvert(inverse);
        }

        for (int i = _count - 1; i >= 0; i--)
        {
            if (i >= PrefetchY && _additions[i - PrefetchY].Left == null)
                TLanes.Prefetch(Rows, _pairs + (16 * (i - PrefetchY)), y: true);
            Finish(i, inverse);
        }

        _count = 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Finish(int i, long* inverse)
    {
        long* slope = inverse + 64, square = inverse + 128, left = inverse + 192, rise = inverse + (5 * 64);
        long* difference = _differences + (64 * i);
        Addition* addition = _additions + i;
        long* x = left, y = left + 64;
        if (addition->Left == null)
        {
            TLanes.GatherLeftX(x, Rows, _pairs + (16 * i));
            TLanes.GatherY(y, rise, Rows, _pairs + (16 * i));
        }
        else
        {
            x = addition->Left;
            y = x + PointBlock.Y;
            TLanes.Subtract(rise, addition->Right + PointBlock.Y, y);
        }

        TLanes.Multiply(slope, inverse, _products + (64 * i));
        TLanes.Multiply(inverse, inverse, difference);
        long* sum = addition->Sum;
        int lanes = addition->LeftLanes & addition->RightLanes;
        if (lanes != PointBlock.AllLanes || addition->DoubledLanes != 0 || addition->ZeroLanes != 0)
        {
            FinishUneven(addition, i, x, y, slope, rise);
            return;
        }

        TLanes.Multiply(slope, slope, rise);
        TLanes.Square(square, slope);
        TLanes.SubtractTame(square, square, x, x, difference);
        TLanes.Subtract(rise, x, square);
        TLanes.Multiply(rise, rise, slope);
        TLanes.SubtractTame(sum + PointBlock.Y, rise, y);
        Copy(sum, square);
        PointBlock.SetLanes(sum, PointBlock.AllLanes);
    }

    // The inverses of the eight running products into a block; false if some lane is zero.
    private bool TryInvert(long* inverse)
    {
        Span<Fq> lanes = stackalloc Fq[8];
        Span<Fq> prefixes = stackalloc Fq[8];
        long* product = _products + (64 * _count);
        Fq all = Fq.One;
        for (int lane = 0; lane < 8; lane++)
        {
            lanes[lane] = FqLane.Read(product + lane, 8);
            prefixes[lane] = all;
            all *= lanes[lane];
        }

        if (all.IsZero)
            return false;
        all = all.Inverse();
        for (int lane = 7; lane >= 0; lane--)
        {
            FqLane.Write(inverse + lane, 8, all * prefixes[lane]);
            all *= lanes[lane];
        }

        return true;
    }

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
