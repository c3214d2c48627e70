using System.Diagnostics;
using LionMl.Algebra;
using LionMl.Circuits;

namespace LionMl.Running;

/// <summary>Measures how fast this machine is at what proofs are made of.</summary>
internal static class MachineProbe
{
    private const int Points = 1 << 13;
    private const int Elements = 1 << 15;

    // A prover does several passes over each element besides the transforms; the factor is measured on whole proofs.
    private const double PassesPerTransform = 6;

    /// <summary>Measures for about a quarter of a second.</summary>
    public static MachineModel Measure(Workers workers)
    {
        Fr ratio = Fr.FromInt64(0x5851f42d4c957f2d);
        using G1Bases bases = G1Bases.Powers(G1Affine.Generator, Fr.One, ratio, Points, workers);
        using FrVector scalars = FrVector.Powers(ratio, ratio, Points, workers);
        double points = Best(() => Msm.Compute(bases, 0, scalars, 0, Points, workers));
        using FrVector values = FrVector.Powers(ratio, ratio, Elements, workers);
        EvaluationDomain domain = EvaluationDomain.Of(Elements);
        double elements = Best(() => domain.Forward(values, workers));
        return MachineModel.Default with
        {
            NanosecondsPerPoint = points * 1e9 / Points,
            NanosecondsPerElement = PassesPerTransform * elements * 1e9 / Elements,
        };
    }

    // The first run also compiles; a neighbour's noise only ever adds time.
    private static double Best(Action work)
    {
        double best = double.MaxValue;
        for (int i = 0; i < 4; i++)
        {
            long start = Stopwatch.GetTimestamp();
            work();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return best;
    }
}
