using System.Diagnostics;
using LionMl.Kernel.Sessions;

namespace LionMl.Benchmarks;

/// <summary>The notebook's C# session: start to first result, a warm cell, and the memory that cells leave behind.</summary>
/// <remarks>Run it alone: the first figure counts from the start of the process.</remarks>
internal sealed class CellBenchmark : IBenchmark
{
    /// <inheritdoc/>
    public string Name => "cells";

    /// <inheritdoc/>
    public string Summary => "notebook cells: first result, warm cell, heap; --cells=300";

    /// <inheritdoc/>
    public void Run(IReadOnlyList<string> options)
    {
        int cells = Measure.Option(options, "cells", 300);
        using var session = new CellSession();
        var output = new NoCellOutput();
        int number = 0;
        RunCell("1 + 1");
        Measure.Print("process start to first result", (DateTime.Now - Process.GetCurrentProcess().StartTime).TotalSeconds, "s");
        Measure.Print("processor time until then", Environment.CpuUsage.TotalTime.TotalSeconds, "s");

        RunCells("variable, function, output, value", i =>
            $"var x{i} = {i} + {(i == 0 ? "0" : $"x{i - 1}")}; int F{i}(int n) => n + x{i};\nConsole.Write(F{i}(1));\nx{i}");
        Measure.Print($"live heap after {cells} cells", GC.GetTotalMemory(forceFullCollection: true) / (1024.0 * 1024), "MiB");
        RunCells("expression", i => $"x{cells - 1} + {i}");
        RunCells("variable", i => $"var y{i} = x{cells - 1} + {i};");

        Measure.Print("completion of a member", Measure.MedianSeconds(() => session.Complete("Console.Wri", 11)) * 1e3, "ms");
        Measure.Print("completion of a name", Measure.MedianSeconds(() => session.Complete("Con", 3)) * 1e3, "ms");
        Measure.Print("inspection", Measure.MedianSeconds(() => session.Inspect("Console.WriteLine(1)", 12)) * 1e3, "ms");
        GC.KeepAlive(session);

        void RunCells(string what, Func<int, string> code)
        {
            double[] milliseconds = new double[cells];
            TimeSpan cpu = Environment.CpuUsage.TotalTime;
            for (int i = 0; i < cells; i++)
            {
                long start = Stopwatch.GetTimestamp();
                RunCell(code(i));
                milliseconds[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            }

            double[] last = milliseconds[Math.Max(0, cells - 100)..];
            Measure.Print($"{what}, median of the last hundred", Median(last), "ms");
            Measure.Print($"{what}, slowest of the last hundred", last.Max(), "ms");
            Measure.Print($"{what}, mean processor time", (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds / cells, "ms");
        }

        void RunCell(string code)
        {
            CellResult result = session.Run(new CellRequest(code, ++number), output, CancellationToken.None);
            if (result.Error is not null)
                throw new InvalidOperationException(result.Error.Message);
        }
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return values[values.Length / 2];
    }
}
