using System.Runtime.InteropServices;

namespace LionMl.Algebra;

/// <summary>The windows of one sum, shared by threads that each take the next few when they are done.</summary>
/// <typeparam name="TLanes">The vector path.</typeparam>
internal sealed unsafe class MsmWork<TLanes>
    where TLanes : struct, IPointLanes
{
    // Units with fewer entries than this are taken together, so that they share inversions.
    private const int MinEntries = 1 << 15;

    private readonly MsmPlan _plan;
    private readonly ScalarDigits _digits;
    private readonly nint _rows;
    private readonly int _firstBase;
    private readonly CancellationToken _cancellation;
    private readonly int[] _windows;
    private readonly int _columnBits;
    private readonly int _maxBuckets;
    private readonly int _linesOfUnit;
    private readonly int _unitsAtOnce;

    // Two for every unit: the rows of its buckets, weighted by row, and the columns.
    private readonly Jacobian<Fq>[] _sums;
    private int _nextUnit;

    /// <summary>Prepares the work; <see cref="Run"/> on any number of threads does it.</summary>
    /// <param name="plan">The windows.</param>
    /// <param name="digits">All digits.</param>
    /// <param name="rows">The rows of the bases, which must outlive this.</param>
    /// <param name="firstBase">The base of the first digits.</param>
    /// <param name="workers">Who will run it; cancellation is observed all the time.</param>
    public MsmWork(MsmPlan plan, ScalarDigits digits, nint rows, int firstBase, Workers workers)
    {
        _plan = plan;
        _digits = digits;
        _rows = rows;
        _firstBase = firstBase;
        _cancellation = workers.Cancellation;
        _windows = [.. Enumerable.Range(0, plan.Windows).Where(w => digits.IsUsed(0, w) || digits.IsUsed(1, w))];
        UnitCount = _windows.Length * plan.Parts;
        _columnBits = plan.WindowBits / 2;
        _maxBuckets = _windows.Select(plan.Buckets).DefaultIfEmpty(0).Max();
        _linesOfUnit = RowCount(_maxBuckets) + ColumnCount;
        Threads = Math.Clamp(UnitCount, 1, workers.Cores);
        int enough = Math.Max(1, MinEntries * plan.Parts / Math.Max(1, 2 * digits.Count));
        _unitsAtOnce = Math.Min(enough, (UnitCount + Threads - 1) / Threads);
        _sums = new Jacobian<Fq>[2 * UnitCount];
    }

    /// <summary>The pieces of work.</summary>
    public int UnitCount { get; }

    /// <summary>How many threads should run it.</summary>
    public int Threads { get; }

    private int ColumnCount => 1 << _columnBits;

    /// <summary>Takes units until there are none.</summary>
    public void Run()
    {
        int atOnce = _unitsAtOnce;
        if (UnitCount == 0)
            return;
        using var sums = new SegmentSums<TLanes>();
        using var weighted = new WeightedSums<TLanes>();
        int entries = 2 * PartLength(0);
        // First the points, then the buckets, each twice: in its row and in its column.
        long references = (long)Math.Max(entries, 2 * _maxBuckets) * atOnce;
        using var referenceMemory = new AlignedMemory(references * sizeof(uint), clear: false);
        using var startMemory = new AlignedMemory((_maxBuckets + 1L) * sizeof(int), clear: false);
        using var buckets = new SumTable(_maxBuckets * atOnce);
        using var lines = new SumTable(_linesOfUnit * atOnce);
        uint* list = (uint*)referenceMemory.DangerousGetHandle();
        int* starts = (int*)startMemory.DangerousGetHandle();
        var segments = new List<Segment>();
        var ranges = new List<WeightedSums<TLanes>.Range>();
        while (true)
        {
            int first = Interlocked.Add(ref _nextUnit, atOnce) - atOnce;
            if (first >= UnitCount)
                return;
            int count = Math.Min(atOnce, UnitCount - first);
            segments.Clear();
            buckets.Clear();
            for (int i = 0; i < count; i++)
            {
                _cancellation.ThrowIfCancellationRequested();
                Order(first + i, i * entries, i * _maxBuckets, starts, list, segments);
            }

            sums.Sum((long*)_rows, list, CollectionsMarshal.AsSpan(segments), buckets, _cancellation);

            segments.Clear();
            ranges.Clear();
            lines.Clear();
            int used = 0;
            for (int i = 0; i < count; i++)
            {
                int bucketCount = _plan.Buckets(WindowOf(first + i));
                int line = i * _linesOfUnit;
                used = AddLines(buckets, i * _maxBuckets, bucketCount, line, list, used, segments);
                ranges.Add(new(line, RowCount(bucketCount) - 1));
                ranges.Add(new(line + RowCount(_maxBuckets), ColumnCount));
            }

            sums.Sum(buckets.Rows, list, CollectionsMarshal.AsSpan(segments), lines, _cancellation);
            weighted.Sum(lines, CollectionsMarshal.AsSpan(ranges), _sums.AsSpan(2 * first, 2 * count));
        }
    }

    /// <summary>The result, once every run has ended.</summary>
    public Jacobian<Fq> Join()
    {
        Jacobian<Fq> result = default;
        int next = _windows.Length - 1;
        for (int window = _plan.Windows - 1; window >= 0; window--)
        {
            Jacobian<Fq> rows = default, columns = default;
            if (next >= 0 && _windows[next] == window)
            {
                for (int part = 0; part < _plan.Parts; part++)
                {
                    int unit = (next * _plan.Parts) + part;
                    rows = rows.Add(_sums[2 * unit]);
                    columns = columns.Add(_sums[(2 * unit) + 1]);
                }

                next--;
            }

            result = Shift(result, _plan.WindowBits - _columnBits).Add(rows);
            result = Shift(result, _columnBits).Add(columns);
        }

        return result;
    }

    private static Jacobian<Fq> Shift(Jacobian<Fq> point, int bits)
    {
        for (int i = 0; i < bits; i++)
            point = point.Double();
        return point;
    }

    private int WindowOf(int unit) => _windows[unit / _plan.Parts];

    private int RowCount(int buckets) => (buckets + ColumnCount - 1) >> _columnBits;

    // The parts are of equal length up to one; the first is a longest one.
    private int PartLength(int part) => PartStart(part + 1) - PartStart(part);

    private int PartStart(int part) => (int)((((long)_digits.Count * part) + _plan.Parts - 1) / _plan.Parts);

    // Orders a unit's references by bucket and lists the buckets that have any.
    private void Order(int unit, int firstReference, int firstTarget, int* starts, uint* references, List<Segment> segments)
    {
        int window = WindowOf(unit);
        int part = unit % _plan.Parts;
        int start = PartStart(part);
        int count = PartLength(part);
        int buckets = _plan.Buckets(window);
        new Span<int>(starts, buckets + 1).Clear();
        for (int half = 0; half < 2; half++)
        {
            if (_digits.IsUsed(half, window))
                BucketSort.Count(_digits.Window(half, window) + start, count, starts);
        }

        int position = firstReference;
        for (int bucket = 0; bucket < buckets; bucket++)
        {
            int size = starts[bucket + 1];
            starts[bucket + 1] = position;
            if (size != 0)
                segments.Add(new Segment(position, size, firstTarget + bucket));
            position += size;
        }

        starts[0] = position;
        uint reference = G1Row.BaseReference(_firstBase + start);
        for (int half = 0; half < 2; half++)
        {
            if (_digits.IsUsed(half, window))
                BucketSort.Scatter(_digits.Window(half, window) + start, count, reference, starts, references);
            reference += G1Row.ImageOfBase;
        }
    }

    // Lists the rows but the first, whose weight is zero, and the columns of a matrix of buckets; returns the next free reference.
    private int AddLines(
        SumTable buckets, int firstBucket, int bucketCount, int firstLine, uint* references, int next, List<Segment> segments)
    {
        byte* present = buckets.Present + firstBucket;
        int columns = ColumnCount;
        int rows = RowCount(bucketCount);
        for (int row = 1; row < rows; row++)
        {
            int start = next;
            int end = Math.Min(bucketCount, (row + 1) * columns);
            for (int i = row * columns; i < end; i++)
            {
                if (present[i] != 0)
                    references[next++] = G1Row.SumReference(firstBucket + i);
            }

            if (next > start)
                segments.Add(new Segment(start, next - start, firstLine + row - 1));
        }

        for (int column = 0; column < columns; column++)
        {
            int start = next;
            for (int i = column; i < bucketCount; i += columns)
            {
                if (present[i] != 0)
                    references[next++] = G1Row.SumReference(firstBucket + i);
            }

            if (next > start)
                segments.Add(new Segment(start, next - start, firstLine + RowCount(_maxBuckets) + column));
        }

        return next;
    }
}
