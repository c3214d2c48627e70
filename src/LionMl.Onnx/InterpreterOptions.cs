namespace LionMl.Onnx;

/// <summary>How a float run may use the machine. The results do not depend on it.</summary>
/// <param name="Cores">How many threads may compute at a time; 0 for all cores.</param>
/// <param name="Cancellation">Observed between nodes and between pieces of large nodes.</param>
public sealed record InterpreterOptions(int Cores = 0, CancellationToken Cancellation = default)
{
    /// <summary>All cores, no cancellation.</summary>
    public static InterpreterOptions Default { get; } = new();
}
