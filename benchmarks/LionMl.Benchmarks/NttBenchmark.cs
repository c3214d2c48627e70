using LionMl.Algebra;

namespace LionMl.Benchmarks;

/// <summary>Number-theoretic transforms.</summary>
internal sealed class NttBenchmark : IBenchmark
{
    /// <inheritdoc/>
    public string Name => "ntt";

    /// <inheritdoc/>
    public string Summary => "number-theoretic transforms, ms; --log=20 for one size";

    /// <inheritdoc/>
    public void Run(IReadOnlyList<string> options)
    {
        int only = Measure.Option(options, "log", 0);
        foreach (int logSize in only != 0 ? [only] : (int[])[10, 14, 16, 18, 20])
        {
            EvaluationDomain domain = EvaluationDomain.Of(1 << logSize);
            using FrVector vector = FrVector.Powers(Fr.Generator, Fr.FromInt64(5), domain.Size, Workers.All);
            foreach (Workers workers in (Workers[])[Workers.One, new(2)])
            {
                void Time(string what, Action<FrVector, Workers> transform)
                {
                    // Small transforms are repeated, so that the clocks' resolution does not show.
                    int repeats = Math.Max(1, (1 << 17) >> logSize);
                    var medians = Measure.Medians(() => Repeat(repeats, () => transform(vector, workers)), 9);
                    Measure.Print($"2^{logSize} {what}, {workers.Cores} core(s)", medians, 1e3 / repeats, "ms");
                }

                Time("forward to bit-reversed", domain.ForwardToBitReversed);
                Time("inverse from bit-reversed", domain.InverseFromBitReversed);
                Time("bit reversal", EvaluationDomain.BitReverse);
                Time("forward, natural order", domain.Forward);
                Time("inverse, natural order", domain.Inverse);
                Time("forward coset", domain.ForwardCoset);
                Time("inverse coset", domain.InverseCoset);
            }
        }
    }

    private static void Repeat(int count, Action body)
    {
        for (int i = 0; i < count; i++)
            body();
    }
}
