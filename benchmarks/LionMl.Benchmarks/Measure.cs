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
