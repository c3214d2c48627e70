namespace LionMl.Algebra;

/// <summary>Many multiples of one point: each is the sum of one entry of a table for every digit of its scalar.</summary>
/// <typeparam name="TLanes">The vector path.</typeparam>
internal static unsafe class FixedBase<TLanes>
    where TLanes : struct, IPointLanes
{
    // Scalars whose references are listed before they are summed.
    private const int Step = 1 << 12;

    /// <summary>Writes [scalars_i]generator, which is not infinity, to the bases.</summary>
    public static void Multiply(G1Affine generator, FrVector scalars, G1Bases bases, Workers workers)
    {
        MsmPlan plan = Plan(scalars.Length);
        using SumTable table = BuildTable(plan, generator, workers.Cancellation);
        nint rows = (nint)table.Rows;
        workers.For(scalars.Length, Step, (start, end) =>
        {
            using var sums = new SegmentSums<TLanes>();
            using var target = new SumTable(Step);
            var points = new G1Affine[Step];
            for (int i = start; i < end; i += Step)
            {
                int count = Math.Min(Step, end - i);
                using var digits = new ScalarDigits(plan, i, count);
                digits.Write(scalars, 0, count);
                target.Clear();
                Sum(plan, digits, count, (long*)rows, sums, target, workers.Cancellation);
                for (int k = 0; k < count; k++)
                    points[k] = target.Read(k);
                bases.CopyFrom(points.AsSpan(0, count), i);
            }
        });
    }

    // The number of additions is digits times points plus the size of the table.
    private static MsmPlan Plan(int count)
    {
        MsmPlan best = default;
        long bestCost = long.MaxValue;
        for (int bits = 3; bits <= 13; bits++)
        {
            int windows = (ScalarHalves.Bits + bits - 1) / bits;
            long cost = 2L * windows * ((1 << (bits - 1)) + (long)count);
            if (cost < bestCost)
                (best, bestCost) = (new MsmPlan(bits, windows, 1), cost);
        }

        return best;
    }

    private static int EntryCount(MsmPlan plan) => Enumerable.Range(0, plan.Windows).Max(plan.Buckets);

    // Row (half · windows + w) · entries + d - 1 holds d · 2^(w · bits) times the generator, or x² times that for the high half.
    private static SumTable BuildTable(MsmPlan plan, G1Affine generator, CancellationToken cancellation)
    {
        int entries = EntryCount(plan);
        int windows = 2 * plan.Windows;
        var powers = new G1Projective[plan.Windows];
        powers[0] = G1Projective.FromAffine(generator);
        for (int window = 1; window < plan.Windows; window++)
        {
            powers[window] = powers[window - 1];
            for (int i = 0; i < plan.WindowBits; i++)
                powers[window] = powers[window].Double();
        }

        var affine = new G1Affine[plan.Windows];
        G1Projective.ToAffine(powers, affine);
        var table = new SumTable(windows * entries);
        for (int window = 0; window < plan.Windows; window++)
        {
            G1Affine power = affine[window];
            table.Write(window * entries, power);
            table.Write((plan.Windows + window) * entries, new G1Affine(power.X * G1Row.Endomorphism, -power.Y));
        }

        // Each pass doubles the filled part: (2^k + j) = 2^k + j.
        using var sums = new SegmentSums<TLanes>();
        var segments = new List<Segment>();
        uint[] references = new uint[2 * windows * entries];
        for (int filled = 1; filled < entries; filled *= 2)
        {
            segments.Clear();
            int next = 0;
            for (int window = 0; window < windows; window++)
            {
                int start = window * entries;
                for (int j = 0; j < filled && filled + j < entries; j++)
                {
                    segments.Add(new Segment(next, 2, start + filled + j));
                    references[next++] = G1Row.SumReference(start + filled - 1);
                    references[next++] = G1Row.SumReference(start + j);
                }
            }

            fixed (uint* list = references)
                sums.Sum(table.Rows, list, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(segments), table, cancellation);
        }

        return table;
    }

    private static void Sum(
        MsmPlan plan, ScalarDigits digits, int count, long* rows, SegmentSums<TLanes> sums, SumTable target,
        CancellationToken cancellation)
    {
        int entries = EntryCount(plan);
        var segments = new Segment[count];
        uint[] references = new uint[count * 2 * plan.Windows];
        int next = 0;
        int used = 0;
        for (int i = 0; i < count; i++)
        {
            int start = next;
            for (int window = 0; window < 2 * plan.Windows; window++)
            {
                int digit = digits.Window(window / plan.Windows, window % plan.Windows)[i];
                if (digit == 0)
                    continue;
                uint sign = digit < 0 ? G1Row.Negative : 0;
                references[next++] = G1Row.SumReference((window * entries) + Math.Abs(digit) - 1) | sign;
            }

            if (next > start)
                segments[used++] = new Segment(start, next - start, i);
        }

        fixed (uint* list = references)
            sums.Sum(rows, list, segments.AsSpan(0, used), target, cancellation);
    }
}
