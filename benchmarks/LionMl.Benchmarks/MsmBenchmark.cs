using LionMl.Algebra;

namespace LionMl.Benchmarks;

/// <summary>Multi-scalar multiplications in G1.</summary>
internal sealed class MsmBenchmark : IBenchmark
{
    /// <inheritdoc/>
    public string Name => "msm";

    /// <inheritdoc/>
    public string Summary => "multi-scalar multiplications in G1, ms; --log=18 (largest), --from=18 (smallest)";

    /// <inheritdoc/>
    public void Run(IReadOnlyList<string> options)
    {
        int largest = Measure.Option(options, "log", 18);
        int smallest = Math.Min(largest, Measure.Option(options, "from", largest));
        int count = 1 << largest;
        var random = new Random(1);
        Fr ratio = Random(random);
        G1Bases? bases = null;
        double powers = Measure.MedianSeconds(() => bases = G1Bases.Powers(G1Affine.Generator, Fr.One, ratio, count, Workers.All), 1);
        Measure.Print($"powers of 2^{largest}", powers * 1e3, "ms");
        using FrVector scalars = FrVector.Powers(Random(random), Random(random), count, Workers.All);
        for (int log = smallest; log <= largest; log++)
        {
            for (int cores = 1; cores <= Environment.ProcessorCount; cores *= 2)
            {
                var workers = new Workers(cores);
                double seconds = Measure.MedianSeconds(() => Msm.Compute(bases!, 0, scalars, 0, 1 << log, workers));
                Measure.Print($"sum of 2^{log}, {cores} cores", seconds * 1e3, "ms");
            }
        }

        foreach (int limit in new[] { 1, 1 << 7, 1 << 15 })
        {
            using FrVector small = Small(count, limit);
            double seconds = Measure.MedianSeconds(() => Msm.Compute(bases!, 0, small, 0, count, Workers.All));
            Measure.Print($"sum of 2^{largest}, scalars within {limit} of zero", seconds * 1e3, "ms");
        }
    }

    // What witnesses are made of.
    private static FrVector Small(int count, int limit)
    {
        var random = new Random(limit);
        var values = new Fr[count];
        for (int i = 0; i < count; i++)
            values[i] = Fr.FromInt64(random.Next(-limit, limit + 1));
        return FrVector.FromSpan(values);
    }

    private static Fr Random(Random random)
    {
        byte[] bytes = new byte[32];
        random.NextBytes(bytes);
        bytes[31] &= 0x0f;
        return Fr.TryReadLittleEndian(bytes, out Fr value) ? value : throw new InvalidOperationException();
    }
}
