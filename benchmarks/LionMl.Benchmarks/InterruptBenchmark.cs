using System.Diagnostics;
using LionMl.Kernel.Sessions;
using LionMl.Running;

namespace LionMl.Benchmarks;

/// <summary>A proof in a notebook cell is interrupted at several points: time until the cell ends, and what the processor does afterwards.</summary>
/// <remarks>
/// Run it in the repository's folder, whose test model it proves, for as many inputs as make the proof outlast every point. What the processor
/// does after the first points is the runtime, compiling better code in the background: with <c>DOTNET_TieredCompilation=0</c> it is nothing.
/// </remarks>
internal sealed class InterruptBenchmark : IBenchmark
{
    private const string Model = "tests/models/digits8-conv";

    /// <inheritdoc/>
    public string Name => "interrupt";

    /// <inheritdoc/>
    public string Summary => "interrupting a proof in a cell, and idle cores after; --inputs=100 --points=8";

    /// <inheritdoc/>
    public void Run(IReadOnlyList<string> options)
    {
        int inputs = Measure.Option(options, "inputs", 100), points = Measure.Option(options, "points", 8);
        using var session = new CellSession();
        var output = new NoCellOutput();
        using var scratch = new ScratchFolder();
        string folder = scratch.Path;
        RunCell($"#!lion-quantize {Model}/model.onnx --data {Model}/calibration.json --out {folder}", CancellationToken.None);
        RunCell($"#!lion-setup {folder} --srs sandbox", CancellationToken.None);
        string prove = $"#!lion-prove {folder}{string.Concat(Enumerable.Repeat($" --input {Model}/input.json", inputs))}";
        double slowest = 0;
        for (int point = 1; point <= points; point++)
        {
            using var interrupt = new CancellationTokenSource();
            long asked = 0;
            using CancellationTokenRegistration clock = interrupt.Token.Register(() => asked = Stopwatch.GetTimestamp());
            interrupt.CancelAfter(TimeSpan.FromSeconds(0.4 * point));
            if (RunCell(prove, interrupt.Token))
                throw new InvalidOperationException($"The proof ended before it was interrupted; give more --inputs than {inputs}.");

            double seconds = Stopwatch.GetElapsedTime(asked).TotalSeconds;
            slowest = Math.Max(slowest, seconds);
            TimeSpan before = Environment.CpuUsage.TotalTime;
            Thread.Sleep(1000);
            double busy = (Environment.CpuUsage.TotalTime - before).TotalMilliseconds;
            Measure.Print($"interrupted after {0.4 * point:0.0} s: cell ended (processor {busy:0} ms in the next s)", seconds, "s");
        }

        Measure.Print("slowest", slowest, "s");

        bool RunCell(string code, CancellationToken interrupt)
        {
            CellResult result = session.Run(new CellRequest(code, 1), output, interrupt);
            if (result.Error is not null && !interrupt.IsCancellationRequested)
                throw new InvalidOperationException(result.Error.Message);

            return result.Error is null;
        }
    }
}
