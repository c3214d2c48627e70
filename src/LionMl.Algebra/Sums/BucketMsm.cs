namespace LionMl.Algebra;

/// <summary>The bucket method (Pippenger) on vector lanes.</summary>
/// <remarks>
/// Every scalar is split in two halves (<see cref="ScalarHalves"/>), the halves into signed digits. Per window the points are ordered by
/// digit and added up within each bucket; the buckets, as a matrix, are added up by rows and by columns; what is left are two short
/// weighted sums a window. A unit of work is a window, or a part of its points.
/// </remarks>
/// <typeparam name="TLanes">The vector path.</typeparam>
internal static unsafe class BucketMsm<TLanes>
    where TLanes : struct, IPointLanes
{
    // Bounds the memory of one call: 32 bytes of digits a point with 16-bit windows, up to 64 in the narrower ones of short sums.
    private const int MaxPoints = 1 << 20;

    // Scalars that tell what to expect of all.
    private const int SampleCount = 256;

    /// <summary>See <see cref="Msm.Compute(G1Bases, int, FrVector, int, int, Workers)"/>; the ranges are checked.</summary>
    public static G1Projective Compute(G1Bases bases, int firstBase, FrVector scalars, int firstScalar, int count, Workers workers)
    {
        Jacobian<Fq> sum = default;
        for (int start = 0; start < count; start += MaxPoints)
        {
            int part = Math.Min(MaxPoints, count - start);
            sum = sum.Add(ComputePart(bases, firstBase + start, scalars, firstScalar + start, part, workers));
        }

        return new G1Projective(sum);
    }

    /// <summary>A plan for scalars like these.</summary>
    public static MsmPlan Plan(FrVector scalars, int first, int count, int cores)
    {
        double halves = 0;
        double bits = 0;
        int longest = 1;
        int samples = Math.Min(count, SampleCount);
        for (int i = 0; i < samples; i++)
        {
            ScalarHalves.Split(scalars[first + (int)((long)i * count / samples)], out Int128 low, out Int128 high);
            foreach (Int128 half in (ReadOnlySpan<Int128>)[low, high])
            {
                int length = 128 - (int)Int128.LeadingZeroCount(Int128.Abs(half));
                halves += length > 0 ? 1 : 0;
                bits += length;
                longest = Math.Max(longest, length);
            }
        }

        double scale = (double)count / samples;
        return MsmPlan.Choose(halves * scale, bits * scale, longest, cores);
    }

    private static Jacobian<Fq> ComputePart(
        G1Bases bases, int firstBase, FrVector scalars, int firstScalar, int count, Workers workers)
    {
        MsmPlan plan = Plan(scalars, firstScalar, count, workers.Cores);
        return Compute(plan, bases, firstBase, scalars, firstScalar, count, workers);
    }

    /// <summary>The sum by a given plan.</summary>
    public static Jacobian<Fq> Compute(
        MsmPlan plan, G1Bases bases, int firstBase, FrVector scalars, int firstScalar, int count, Workers workers)
    {
        using var digits = new ScalarDigits(plan, firstScalar, count);
        WriteDigits(digits, bases, firstBase, scalars, workers);
        using AlignedLease rows = bases.Lease();
        var work = new MsmWork<TLanes>(plan, digits, (nint)rows.Words, firstBase, workers);
        if (work.Threads == 1)
            work.Run();
        else
            workers.Invoke([.. Enumerable.Repeat<Action>(work.Run, work.Threads)]);
        return work.Join();
    }

    private static void WriteDigits(
        ScalarDigits digits, G1Bases bases, int firstBase, FrVector scalars, Workers workers)
    {
        const int Step = 1 << 13;
        workers.For(digits.Count, Step, (start, end) =>
        {
            for (int i = start; i < end; i += Step)
            {
                workers.Cancellation.ThrowIfCancellationRequested();
                digits.Write(scalars, i, Math.Min(end, i + Step));
            }
        });

        // Not until all digits stand: threads overlap where their ranges meet within a block of scalars.
        if (!bases.MayHaveInfinity)
            return;
        using AlignedLease rows = bases.Lease();
        for (int i = 0; i < digits.Count; i++)
        {
            if (G1Row.IsInfinity(G1Row.Base(rows.Words, firstBase + i)))
                digits.Clear(i);
        }
    }
}
