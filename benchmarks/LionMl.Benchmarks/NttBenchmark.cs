namespace LionMl.Benchmarks;

/// <summary>Number-theoretic transforms.</summary>
internal sealed class NttBenchmark : IBenchmark
{
    /// <inheritdoc/>
    public string Name => "ntt";

    /// <inheritdoc/>
    public string Summary => "number-theoretic transforms, ms";

    /// <inheritdoc/>
    public void Run(IReadOnlyList<string> options)
    {
    }
}
