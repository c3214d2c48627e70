using LionMl.Algebra;

namespace LionMl.Benchmarks;

/// <summary>Single field elements and points, as a verifier uses them.</summary>
internal sealed class CurveBenchmark : IBenchmark
{
    // Keeps results alive, so that nothing is optimised away.
    private static Fq _sink;
    private static Fr _scalarSink;

    /// <inheritdoc/>
    public string Name => "curve";

    /// <inheritdoc/>
    public string Summary => "single field elements, points, pairings and hashes on one core";

    /// <inheritdoc/>
    public void Run(IReadOnlyList<string> options)
    {
        Fq a = Fq.FromUInt64(3).Inverse(), b = Fq.FromUInt64(7).Inverse();
        Fr c = Fr.FromUInt64(3).Inverse(), d = Fr.FromUInt64(7).Inverse();
        Time("Fq multiply", 1_000_000, () => a *= b);
        Time("Fq square", 1_000_000, () => a = a.Square());
        Time("Fq add", 1_000_000, () => a += b);
        Time("Fq inverse", 20_000, () => a = a.Inverse());
        Time("Fq square root", 2_000, () => _ = a.Square().TrySqrt(out _sink));
        Time("Fr multiply", 1_000_000, () => c *= d);
        Time("Fr inverse", 20_000, () => c = c.Inverse());
        _scalarSink = c;
        var state = new PoseidonState();
        Time("Poseidon permutation", 2_000, state.Permute);

        byte[] bytes = new byte[G1Encoding.CompressedBytes];
        G1Affine point = (G1Projective.FromAffine(G1Affine.Generator) * c).ToAffine();
        G1Encoding.WriteCompressed(point, bytes);
        Time("G1 subgroup check", 1_000, () => _ = point.IsInSubgroup);
        Time("G1 read compressed", 1_000, () => G1Encoding.TryReadCompressed(bytes, out point));
        G1Projective multiple = G1Projective.FromAffine(point);
        Time("G1 multiply", 1_000, () => multiple *= c);

        G1Affine[] points = [.. Enumerable.Range(1, 30).Select(i => (multiple * Fr.FromInt64(i)).ToAffine())];
        Fr[] scalars = [.. Enumerable.Range(1, 30).Select(i => Fr.FromInt64(i + 1).Inverse())];
        Time("Sum of 30 multiples", 100, () => Msm.Compute(points, scalars));
        G2Prepared prepared = G2Prepared.Prepare(G2Affine.Generator);
        Time("G2 prepare", 100, () => prepared = G2Prepared.Prepare(G2Affine.Generator));
        G2Prepared[] right = [.. Enumerable.Repeat(prepared, 6)];
        Time("Product of 6 pairings", 100, () => Pairing.ProductIsOne(points.AsSpan(0, 6), right));
        Time("Pairing", 100, () => Pairing.ProductIsOne(points.AsSpan(0, 1), right.AsSpan(0, 1)));
    }

    private static void Time(string what, int repeats, Action body)
    {
        double seconds = Measure.MedianSeconds(() =>
        {
            for (int i = 0; i < repeats; i++)
                body();
        });
        double nanoseconds = seconds * 1e9 / repeats;
        if (nanoseconds < 1000)
            Measure.Print(what, nanoseconds, "ns");
        else
            Measure.Print(what, nanoseconds / 1000, "µs");
    }
}
