using System.Diagnostics;
using System.Text.Json;
using LionMl.Running;

namespace LionMl.Benchmarks;

/// <summary>What <c>lion estimate</c> says of every test model, against setup and proof in processes that have just started.</summary>
/// <remarks>
/// Run it in the repository's folder after a build of the command line tool in Release. Every figure is the median of the runs; memory is the
/// larger peak of setup and proof. A model with samples of its own is calibrated on them, one of 28×28 images on the shared digits.
/// </remarks>
internal sealed class EstimateBenchmark : IBenchmark
{
    private const string Models = "tests/models";
    private const string Tool = "src/LionMl.Cli/bin/Release/net10.0/lion";
    private const string Digits = "digits28-calibration.json";
    private const int ImagePixels = 28 * 28;

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(10);

    /// <inheritdoc/>
    public string Name => "estimate";

    /// <inheritdoc/>
    public string Summary => "estimates of all test models against fresh processes; --runs=3 --bits=0 (searched) --private=0 (fixed weights)";

    /// <inheritdoc/>
    public void Run(IReadOnlyList<string> options)
    {
        int runs = Measure.Option(options, "runs", 3), bits = Measure.Option(options, "bits", 0);
        bool isPrivate = Measure.Option(options, "private", 0) != 0;
        var worst = new double[3];
        Console.WriteLine($"{"model",-24} {"setup s",-22} {"proof s",-22} {"peak MiB",-22}");
        foreach (string folder in Directory.GetDirectories(Models).Order(StringComparer.Ordinal))
        {
            using var scratch = new ScratchFolder();
            string work = Path.Combine(scratch.Path, "work");
            string[] sizes = bits == 0 ? [] : ["--input-bits", $"{bits}", "--weight-bits", $"{bits}", "--activation-bits", $"{bits}"];
            string[] weights = isPrivate ? ["--visibility", "params=private"] : [];
            Start(["quantize", Path.Combine(folder, "model.onnx"), .. Samples(folder), "--out", work, .. sizes, .. weights]);
            double[][] estimates = new double[runs][], measured = new double[runs][];
            for (int run = 0; run < runs; run++)
            {
                using var answer = JsonDocument.Parse(Start(["estimate", work]).Output);
                JsonElement said = answer.RootElement.GetProperty("estimate");
                estimates[run] = [.. new[] { "setupSeconds", "provingSeconds", "peakMemoryBytes" }.Select(name => said.GetProperty(name).GetDouble())];
                var setup = Start(["setup", work, "--srs", "sandbox"]);
                var proof = Start(["prove", work, "--input", Path.Combine(folder, "input.json")]);
                measured[run] = [setup.Seconds, proof.Seconds, Math.Max(setup.PeakBytes, proof.PeakBytes)];
            }

            Console.Write($"{Path.GetFileName(folder),-24}");
            for (int figure = 0; figure < worst.Length; figure++)
            {
                double unit = figure == 2 ? 1 << 20 : 1;
                double estimate = Median(estimates, figure) / unit, truth = Median(measured, figure) / unit;
                double off = (estimate / truth) - 1;
                worst[figure] = Math.Max(worst[figure], Math.Abs(off));
                Console.Write($" {estimate,7:0.0#} {truth,7:0.0#} {off,6:+0%;-0%}");
            }

            Console.WriteLine();
        }

        Console.WriteLine($"furthest off: setup {worst[0]:0%}, proof {worst[1]:0%}, memory {worst[2]:0%}");
    }

    private static string[] Samples(string folder)
    {
        string own = Path.Combine(folder, "calibration.json");
        if (File.Exists(own))
            return ["--data", own];

        using var input = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "input.json")));
        return input.RootElement.GetProperty("input_data")[0].GetArrayLength() == ImagePixels
            ? ["--data", Path.Combine(Models, Digits)]
            : ["--input-range", "0,1"];
    }

    private static (string Output, double Seconds, long PeakBytes) Start(string[] arguments)
    {
        var info = new ProcessStartInfo(Tool, [.. arguments, "--json", "--quiet"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        long start = Stopwatch.GetTimestamp();
        using Process process = Process.Start(info)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        long peak = 0;
        while (!process.WaitForExit(PollInterval))
        {
            process.Refresh();
            peak = Math.Max(peak, PeakOf(process));
        }

        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return process.ExitCode == 0
            ? (output.Result, seconds, peak)
            : throw new InvalidOperationException($"lion {string.Join(' ', arguments)}: {error.Result}{output.Result}");
    }

    // It may have ended since it was asked.
    private static long PeakOf(Process process)
    {
        try
        {
            return process.PeakWorkingSet64;
        }
        catch (InvalidOperationException)
        {
            return 0;
        }
    }

    private static double Median(double[][] runs, int figure) => runs.Select(run => run[figure]).Order().ElementAt(runs.Length / 2);
}
