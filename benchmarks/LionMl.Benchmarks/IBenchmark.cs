namespace LionMl.Benchmarks;

/// <summary>One group of measurements, started by its name on the command line.</summary>
internal interface IBenchmark
{
    /// <summary>The word on the command line.</summary>
    string Name { get; }

    /// <summary>One line for the usage text.</summary>
    string Summary { get; }

    /// <summary>Measures and prints one line per figure.</summary>
    /// <param name="options">Arguments that start with a dash, for all benchmarks of the run.</param>
    void Run(IReadOnlyList<string> options);
}
