using System.Diagnostics;

namespace LionMl.Benchmarks;

/// <summary>Wall-clock medians.</summary>
internal static class Measure
{
    /// <summary>The median seconds of <paramref name="runs"/> runs after one that is not counted.</summary>
    public static double MedianSeconds(Action body, int runs = 5)
    {
        body();
        double[] seconds = new double[runs];
        for (int i = 0; i < runs; i++)
        {
            long start = Stopwatch.GetTimestamp();
            body();
            seconds[i] = Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        Array.Sort(seconds);
        return seconds[runs / 2];
    }

    /// <summary>
    /// Medians of wall-clock and of processor time (all threads together): on a busy machine only the second can be compared.
    /// </summary>
    public static (double Seconds, double CpuSeconds) Medians(Action body, int runs = 5)
    {
        body();
        double[] seconds = new double[runs];
        double[] cpuSeconds = new double[runs];
        for (int i = 0; i < runs; i++)
        {
            TimeSpan cpu = Environment.CpuUsage.TotalTime;
            long start = Stopwatch.GetTimestamp();
            body();
            seconds[i] = Stopwatch.GetElapsedTime(start).TotalSeconds;
            cpuSeconds[i] = (Environment.CpuUsage.TotalTime - cpu).TotalSeconds;
        }

        Array.Sort(seconds);
        Array.Sort(cpuSeconds);
        return (seconds[runs / 2], cpuSeconds[runs / 2]);
    }

    /// <summary>Prints both medians, each multiplied by <paramref name="scale"/>.</summary>
    public static void Print(string what, (double Seconds, double CpuSeconds) medians, double scale, string unit) =>
        Console.WriteLine($"{what,-44} {medians.Seconds * scale,12:0.###} {unit}   processor {medians.CpuSeconds * scale,10:0.###} {unit}");

    /// <summary>Prints a figure in a form that is easy to compare between runs.</summary>
    public static void Print(string what, double value, string unit) => Console.WriteLine($"{what,-44} {value,12:0.###} {unit}");

    /// <summary>The value of <c>--name=value</c>, or <paramref name="fallback"/>.</summary>
    public static int Option(IReadOnlyList<string> options, string name, int fallback)
    {
        string prefix = $"--{name}=";
        string? text = options.LastOrDefault(o => o.StartsWith(prefix, StringComparison.Ordinal));
        return text is null ? fallback : int.Parse(text[prefix.Length..], System.Globalization.CultureInfo.InvariantCulture);
    }
}
