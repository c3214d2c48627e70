namespace LionMl.Algebra;

/// <summary>The bucket method (Pippenger) in its plainest form: the specification of the vector path, and its stand-in.</summary>
internal static class ScalarMsm
{
    private const int ScalarBits = 253;

    /// <summary>See <see cref="Msm.Compute(G1Bases, int, FrVector, int, int, Workers)"/>; the ranges are checked.</summary>
    public static G1Projective Compute(G1Bases bases, int firstBase, FrVector scalars, int firstScalar, int count, Workers workers)
    {
        if (count == 0)
            return G1Projective.Infinity;
        var points = new G1Affine[count];
        var plain = new Fr[count];
        bases.CopyTo(firstBase, points);
        scalars.CopyTo(firstScalar, plain);
        for (int i = 0; i < count; i++)
            plain[i] = plain[i].ToPlainLimbs();
        int bits = Math.Clamp(int.Log2(count) - 2, 2, 14);
        var sums = new Jacobian<Fq>[(ScalarBits + bits - 1) / bits];
        workers.For(sums.Length, 1, (start, end) =>
        {
            for (int window = start; window < end; window++)
                sums[window] = SumWindow(points, plain, window * bits, bits, workers.Cancellation);
        });
        Jacobian<Fq> result = default;
        for (int window = sums.Length - 1; window >= 0; window--)
        {
            for (int i = 0; i < bits; i++)
                result = result.Double();
            result = result.Add(sums[window]);
        }

        return new G1Projective(result);
    }

    private static Jacobian<Fq> SumWindow(G1Affine[] points, Fr[] scalars, int position, int bits, CancellationToken cancellation)
    {
        var buckets = new Jacobian<Fq>[1 << bits];
        for (int i = 0; i < points.Length; i++)
        {
            if ((i & 1023) == 0)
                cancellation.ThrowIfCancellationRequested();
            int digit = Digit(scalars[i], position, bits);
            if (digit != 0 && !points[i].IsInfinity)
                buckets[digit] = buckets[digit].AddAffine(points[i].X, points[i].Y);
        }

        // Σ d·B_d as the sum of all suffix sums.
        Jacobian<Fq> suffix = default;
        Jacobian<Fq> sum = default;
        for (int digit = buckets.Length - 1; digit > 0; digit--)
        {
            suffix = suffix.Add(buckets[digit]);
            sum = sum.Add(suffix);
        }

        return sum;
    }

    private static int Digit(in Fr plain, int position, int bits)
    {
        int shift = position & 63;
        ReadOnlySpan<ulong> words = [plain.Limb0, plain.Limb1, plain.Limb2, plain.Limb3, 0];
        ulong value = words[position >> 6] >> shift;
        if (shift + bits > 64)
            value |= words[(position >> 6) + 1] << (64 - shift);
        return (int)(value & ((1UL << bits) - 1));
    }
}
