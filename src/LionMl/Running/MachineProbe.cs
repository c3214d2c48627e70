using System.Diagnostics;
using System.Runtime;
using LionMl.Algebra;
using LionMl.Circuits;

namespace LionMl.Running;

/// <summary>Measures how fast this machine is at what proofs are made of.</summary>
internal static class MachineProbe
{
    private const int Points = 1 << 13;
    private const int Elements = 1 << 15;
    private const int LeastRuns = 4;
    private const int MostRuns = 12;

    private static readonly TimeSpan LongestTime = TimeSpan.FromSeconds(1);

    // Only the first measurement of a process tells how slowly programs begin: what it ran is compiled from then on.
    private static readonly Lock Gate = new();
    private static double? _compilationSeconds;

    /// <summary>Measures for a quarter of a second, on slow machines for a second or two.</summary>
    /// <param name="workers">The cores that setup and proof will have.</param>
    /// <param name="loadingSeconds">What reading the circuit and making its constraints took.</param>
    public static MachineModel Measure(Workers workers, double loadingSeconds)
    {
        Fr ratio = Fr.FromInt64(0x5851f42d4c957f2d);
        using G1Bases bases = G1Bases.Powers(G1Affine.Generator, Fr.One, ratio, Points, workers);
        using FrVector scalars = FrVector.Powers(ratio, ratio, Points, workers);
        var points = Time(() => Msm.Compute(bases, 0, scalars, 0, Points, workers));
        using FrVector values = FrVector.Powers(ratio, ratio, Elements, workers);
        EvaluationDomain domain = EvaluationDomain.Of(Elements);
        var elements = Time(() => domain.Forward(values, workers));
        double compilation = points.Compilation + elements.Compilation;
        lock (Gate)
        {
            _compilationSeconds ??= compilation;
            return new MachineModel(points.Best * 1e9 / Points, elements.Best * 1e9 / Elements, _compilationSeconds.Value, loadingSeconds);
        }
    }

    // Without AVX-512 code becomes good only after several runs. A neighbour's noise only ever adds time, so the best counts.
    private static (double Compilation, double Best) Time(Action work)
    {
        double compilation = 0, best = double.MaxValue;
        long start = Stopwatch.GetTimestamp();
        TimeSpan compiled = JitInfo.GetCompilationTime();
        for (int run = 0; run < LeastRuns || (run < MostRuns && Stopwatch.GetElapsedTime(start) < LongestTime); run++)
        {
            long began = Stopwatch.GetTimestamp();
            work();
            best = Math.Min(best, Stopwatch.GetElapsedTime(began).TotalSeconds);
            compilation = run == 0 ? (JitInfo.GetCompilationTime() - compiled).TotalSeconds : compilation;
        }

        return (compilation, best);
    }
}
