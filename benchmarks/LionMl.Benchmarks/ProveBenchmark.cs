using System.Diagnostics;
using LionMl.Algebra;
using LionMl.R1cs;
using LionMl.Varuna;

namespace LionMl.Benchmarks;

/// <summary>Setup and proof of a synthetic circuit, by default with the domains of conv-depth-6.</summary>
internal sealed class ProveBenchmark : IBenchmark
{
    /// <inheritdoc/>
    public string Name => "prove";

    /// <inheritdoc/>
    public string Summary => "setup and proof, ms; --rows=130000 --entries=262000 --publics=16 --cores=2 --runs=5";

    /// <inheritdoc/>
    public void Run(IReadOnlyList<string> options)
    {
        int rows = Measure.Option(options, "rows", 130_000), entries = Measure.Option(options, "entries", 262_000);
        var workers = new Workers(Measure.Option(options, "cores", 2));
        int publics = Measure.Option(options, "publics", 16);
        (R1csCircuit<Fr> circuit, R1csAssignment<Fr> assignment) = SyntheticCircuit.Make(rows, publics, entries);
        CircuitInfo info = new IndexedCircuit(circuit).Info;
        Console.WriteLine(
            $"|X| {info.PublicDomainSize}, |C| {info.VariableDomainSize}, |R| {info.ConstraintDomainSize}, "
            + $"|K| {info.NonZeroDomainSize(0)} {info.NonZeroDomainSize(1)} {info.NonZeroDomainSize(2)}");
        long start = Stopwatch.GetTimestamp();
        UniversalSrs srs = UniversalSrs.MakeSandbox(info.SrsRequirement.LogSize, workers);
        Measure.Print("sandbox SRS", Stopwatch.GetElapsedTime(start).TotalMilliseconds, "ms");
        start = Stopwatch.GetTimestamp();
        ProvingKey key = VarunaSetup.Run(circuit, srs, workers);
        Measure.Print("setup", Stopwatch.GetElapsedTime(start).TotalMilliseconds, "ms");
        var traces = new List<ProverTrace>();
        int runs = Measure.Option(options, "runs", 5);
        VarunaProof? proof = null;
        for (int run = 0; run <= runs; run++)
        {
            var trace = new ProverTrace();
            proof = VarunaProver.Prove(
                VarunaVersion.V3, [new ProverInput(key, [assignment])], srs, new OperatingSystemRandomness(), workers, null, trace);
            if (run > 0 || runs == 0)
                traces.Add(trace);
        }

        Print(traces);
        start = Stopwatch.GetTimestamp();
        VerificationResult result = VarunaVerifier.Verify(VarunaVersion.V3, key.VerifyingKey, assignment.Public, proof!, srs.Verifier);
        Measure.Print($"verification: {result.Reason}", Stopwatch.GetElapsedTime(start).TotalMilliseconds, "ms");
        Measure.Print("peak memory", Process.GetCurrentProcess().PeakWorkingSet64 / 1048576.0, "MB");
    }

    private static void Print(List<ProverTrace> traces)
    {
        ProverTrace median = traces.OrderBy(trace => trace.Steps[^1].Elapsed).ElementAt(traces.Count / 2);
        (double elapsed, double processor) = (0, 0);
        foreach ((string step, double stepElapsed, double stepProcessor) in median.Steps)
        {
            Measure.Print($"  {step} (processor {stepProcessor - processor:0} ms)", stepElapsed - elapsed, "ms");
            (elapsed, processor) = (stepElapsed, stepProcessor);
        }

        Measure.Print($"proof, median of {traces.Count} (processor {processor:0} ms)", elapsed, "ms");
    }
}
