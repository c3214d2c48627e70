using System.Diagnostics;
using LionMl.Algebra;
using LionMl.Circuits;

namespace LionMl.Running;

/// <summary>Measures how fast this machine is at what proofs are made of.</summary>
internal static class MachineProbe
{
    private const int Points = 1 << 13;
    private const int Elements = 1 << 15;
    private const int Runs = 4;

    // Only the first measurement of a process tells how slowly programs begin: what it ran is compiled from then on.
    private static readonly Lock Gate = new();
    private static double? _compilationSeconds;

    /// <summary>Measures for about a quarter of a second.</summary>
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
        double compilation = points.First - points.Best + elements.First - elements.Best;
        lock (Gate)
        {
            _compilationSeconds ??= compilation;
            return new MachineModel(points.Best * 1e9 / Points, elements.Best * 1e9 / Elements, _compilationSeconds.Value, loadingSeconds);
        }
    }

    // A neighbour's noise only ever adds time, so the best counts.
    private static (double First, double Best) Time(Action work)
    {
        double first = 0, best = double.MaxValue;
        for (int i = 0; i < Runs; i++)
        {
            long start = Stopwatch.GetTimestamp();
            work();
            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            first = i == 0 ? seconds : first;
            best = Math.Min(best, seconds);
        }

        return (first, best);
    }
}
