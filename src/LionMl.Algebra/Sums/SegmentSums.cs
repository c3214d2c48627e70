using System.Runtime.CompilerServices;

namespace LionMl.Algebra;

/// <summary>Forms many sums of affine points at once: buckets, rows and columns of buckets, entries of tables.</summary>
/// <remarks>
/// Eight segments of nearly equal length, an octet, share the lanes of blocks; each adds up as a binary tree. Octets at different
/// depths of their trees work in the same batch, so that an inversion is always shared by many additions and intermediate sums stay in
/// the cache. Long segments are cut, and their parts summed in a second pass: no distribution of lengths is slow.
/// </remarks>
/// <typeparam name="TLanes">The vector path.</typeparam>
internal sealed unsafe partial class SegmentSums<TLanes> : IDisposable
    where TLanes : struct, IPointLanes
{
    // Segments are cut to this length.
    private const int LongestSegment = 256;

    // Fresh additions are taken in until this many wait, so most of a batch comes from rows while older trees finish.
    private const int BatchTarget = AffineBatch<PointLanes512>.Capacity - (LongestSegment / 2) - 1;

    private const int PoolBlocks = 3 * AffineBatch<PointLanes512>.Capacity;

    private readonly AffineBatch<TLanes> _batch = new();
    private readonly AlignedMemory _poolMemory = new(PoolBlocks * PointBlock.Words * (long)sizeof(long), clear: false);
    private readonly long* _pool;
    private readonly int[] _free = new int[PoolBlocks];
    private readonly int[] _next = new int[PoolBlocks];
    private readonly int[] _released = new int[PoolBlocks];
    private readonly Tree[] _trees = new Tree[PoolBlocks];
    private Segment[] _sorted = [];
    private int _freeCount;
    private int _releasedCount;
    private int _treeCount;

    public SegmentSums()
    {
        _pool = (long*)_poolMemory.DangerousGetHandle();
        for (int i = 0; i < PoolBlocks; i++)
            _free[i] = i;
        _freeCount = PoolBlocks;
    }

    /// <summary>Frees the memory.</summary>
    public void Dispose()
    {
        _batch.Dispose();
        _poolMemory.Dispose();
    }

    /// <summary>Sums each segment of references into its row of <paramref name="target"/>.</summary>
    /// <param name="rows">The rows that the references name.</param>
    /// <param name="references">All references.</param>
    /// <param name="segments">The sums; no two have the same target.</param>
    /// <param name="target">Receives the sums; other rows stay as they are.</param>
    /// <param name="cancellation">Observed between batches.</param>
    /// <exception cref="OperationCanceledException">Cancelled; the object cannot be used again.</exception>
    public void Sum(long* rows, uint* references, ReadOnlySpan<Segment> segments, SumTable target, CancellationToken cancellation)
    {
        int parts = 0;
        int longSegments = 0;
        foreach (Segment segment in segments)
        {
            if (segment.Count > LongestSegment)
            {
                longSegments++;
                parts += (segment.Count + LongestSegment - 1) / LongestSegment;
            }
        }

        if (longSegments == 0)
        {
            SumShort(rows, references, segments, target, cancellation);
            return;
        }

        SumLong(rows, references, segments, longSegments, parts, target, cancellation);
    }

    private void SumLong(
        long* rows, uint* references, ReadOnlySpan<Segment> segments, int longSegments, int parts, SumTable target,
        CancellationToken cancellation)
    {
        var whole = new List<Segment>(segments.Length - longSegments);
        var cut = new Segment[parts];
        var joined = new Segment[longSegments];
        int cutCount = 0;
        int joinedCount = 0;
        foreach (Segment segment in segments)
        {
            if (segment.Count <= LongestSegment)
            {
                whole.Add(segment);
                continue;
            }

            int first = cutCount;
            for (int start = 0; start < segment.Count; start += LongestSegment)
            {
                int count = Math.Min(LongestSegment, segment.Count - start);
                cut[cutCount] = new Segment(segment.Start + start, count, cutCount);
                cutCount++;
            }

            joined[joinedCount++] = new Segment(first, cutCount - first, segment.Target);
        }

        SumShort(rows, references, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(whole), target, cancellation);
        using var table = new SumTable(parts);
        SumShort(rows, references, cut, table, cancellation);

        // The parts that are not infinity, segment by segment.
        uint[] partReferences = new uint[parts];
        int referenceCount = 0;
        int remaining = 0;
        foreach (Segment segment in joined)
        {
            int start = referenceCount;
            for (int i = segment.Start; i < segment.Start + segment.Count; i++)
            {
                if (table.Present[i] != 0)
                    partReferences[referenceCount++] = G1Row.SumReference(i);
            }

            if (referenceCount > start)
                joined[remaining++] = new Segment(start, referenceCount - start, segment.Target);
        }

        fixed (uint* pointer = partReferences)
            Sum(table.Rows, pointer, joined.AsSpan(0, remaining), target, cancellation);
    }

    // Sorts by descending count.
    private Segment[] Sort(ReadOnlySpan<Segment> segments)
    {
        if (_sorted.Length < segments.Length)
            _sorted = new Segment[segments.Length];
        Span<int> position = stackalloc int[LongestSegment + 2];
        position.Clear();
        foreach (Segment segment in segments)
            position[LongestSegment - segment.Count + 1]++;
        for (int i = 1; i < position.Length; i++)
            position[i] += position[i - 1];
        foreach (Segment segment in segments)
            _sorted[position[LongestSegment - segment.Count]++] = segment;
        return _sorted;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SumShort(
        long* rows, uint* references, ReadOnlySpan<Segment> segments, SumTable target, CancellationToken cancellation)
    {
        Segment[] sorted = Sort(segments);
        int next = 0;
        _batch.Rows = rows;
        while (next < segments.Length || _treeCount > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            AdvanceTrees(sorted, segments.Length, target);
            while (next < segments.Length && _batch.Count < BatchTarget && _freeCount > LongestSegment / 2)
            {
                Plant(sorted, next, Math.Min(8, segments.Length - next), references);
                next += 8;
            }

            _batch.Flush();
            for (int i = 0; i < _releasedCount; i++)
                _free[_freeCount++] = _released[i];
            _releasedCount = 0;
        }
    }

    // Pairs up the blocks of every tree; takes away the trees that have come down to one.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AdvanceTrees(Segment[] sorted, int segmentCount, SumTable target)
    {
        int kept = 0;
        for (int i = 0; i < _treeCount; i++)
        {
            Tree tree = _trees[i];
            if (tree.Blocks == 1)
            {
                Harvest(tree, sorted, Math.Min(8, segmentCount - tree.Segment), target);
                continue;
            }

            int left = tree.First;
            for (int pair = 0; pair < tree.Blocks >> 1; pair++)
            {
                int right = _next[left];
                int after = _next[right];
                _batch.AddBlocks(Block(left), Block(right));
                _released[_releasedCount++] = right;
                _next[left] = after;
                left = after;
            }

            tree.Blocks = (tree.Blocks + 1) >> 1;
            _trees[kept++] = tree;
        }

        _treeCount = kept;
    }

    // Starts the tree of an octet by adding its references in pairs.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Plant(Segment[] sorted, int first, int segments, uint* references)
    {
        uint** starts = stackalloc uint*[8];
        int* counts = stackalloc int[8];
        for (int lane = 0; lane < 8; lane++)
        {
            // Lanes without a segment point at some segment's references and count none of them.
            bool used = lane < segments;
            Segment segment = sorted[used ? first + lane : first];
            starts[lane] = references + segment.Start;
            counts[lane] = used ? segment.Count : 0;
        }

        int longest = counts[0];
        int full = counts[7];
        var tree = new Tree { Segment = first, Blocks = (longest + 1) >> 1 };
        int previous = -1;
        for (int i = 0; i < longest; i += 2)
        {
            int index = _free[--_freeCount];
            if (previous < 0)
                tree.First = index;
            else
                _next[previous] = index;
            previous = index;
            uint* pairs = _batch.NextPairs;
            if (i + 1 < full)
            {
                for (int lane = 0; lane < 8; lane++)
                    ((ulong*)pairs)[lane] = *(ulong*)(starts[lane] + i);
                _batch.AddRows(PointBlock.AllLanes, PointBlock.AllLanes, Block(index));
                continue;
            }

            int leftLanes = 0;
            int rightLanes = 0;
            for (int lane = 0; lane < 8; lane++)
            {
                bool hasLeft = i < counts[lane], hasRight = i + 1 < counts[lane];
                leftLanes |= hasLeft ? 1 << lane : 0;
                rightLanes |= hasRight ? 1 << lane : 0;
                pairs[2 * lane] = starts[lane][hasLeft ? i : 0];
                pairs[(2 * lane) + 1] = starts[lane][hasRight ? i + 1 : 0];
            }

            if (rightLanes == 0)
                _batch.Load(pairs, leftLanes, Block(index));
            else
                _batch.AddRows(leftLanes, rightLanes, Block(index));
        }

        _trees[_treeCount++] = tree;
    }

    private void Harvest(in Tree tree, Segment[] sorted, int segments, SumTable target)
    {
        long* block = Block(tree.First);
        long** rows = stackalloc long*[16];
        int lanes = PointBlock.Lanes(block);
        for (int lane = 0; lane < 8; lane++)
        {
            int index = lane < segments ? sorted[tree.Segment + lane].Target : target.Count;
            target.Present[index] = (byte)((lanes >> lane) & 1);
            rows[lane] = G1Row.Sum(target.Rows, index);
            rows[8 + lane] = rows[lane] + G1Row.Limbs;
        }

        TLanes.Scatter(block, rows);
        TLanes.Scatter(block + PointBlock.Y, rows + 8);
        _free[_freeCount++] = tree.First;
    }

    private long* Block(int index) => _pool + ((long)index * PointBlock.Words);

    // The sum of an octet on its way.
    private struct Tree
    {
        // The octet's first segment.
        public int Segment;

        // The first of its blocks; the others follow by _next.
        public int First;

        public int Blocks;
    }
}
