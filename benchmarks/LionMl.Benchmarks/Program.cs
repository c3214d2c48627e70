using LionMl.Benchmarks;

// LionMl.Benchmarks <name>... [options of the named benchmarks]: every benchmark is one class, listed here.
IBenchmark[] all =
[
    new KernelBenchmark(),
    new NttBenchmark(),
    new BulkBenchmark(),
    new CurveBenchmark(),
    new VerifyBenchmark(),
    new MsmBenchmark(),
    new ProveBenchmark(),
    new R1csBenchmark(),
    new CellBenchmark(),
    new InterruptBenchmark(),
    new TrainBenchmark(),
    new EstimateBenchmark(),
];

string[] names = [.. args.Where(a => !a.StartsWith('-'))];
string[] options = [.. args.Where(a => a.StartsWith('-'))];
if (names.Length == 0 || names.Any(n => all.All(b => b.Name != n)))
{
    Console.Error.WriteLine("usage: LionMl.Benchmarks <name>... [options]");
    foreach (IBenchmark benchmark in all)
        Console.Error.WriteLine($"  {benchmark.Name,-10} {benchmark.Summary}");

    return 2;
}

Console.WriteLine($"{Environment.ProcessorCount} cores, vector path {LionMl.Algebra.VectorPaths.Current}");
foreach (string name in names)
    all.Single(b => b.Name == name).Run(options);

return 0;
