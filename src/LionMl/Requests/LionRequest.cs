namespace LionMl;

/// <summary>What every request may say. A property that is null takes its default, which the result records.</summary>
public abstract record LionRequest
{
    /// <summary>The number of cores to use; null for all.</summary>
    public int? Cores { get; init; }

    /// <summary>
    /// The bytes of memory that making constraints, keys and proofs may take, by an estimate that is made before they begin; null for the
    /// machine's memory.
    /// </summary>
    public long? MemoryLimit { get; init; }

    /// <summary>The folder of cached files; null for <c>LIONML_HOME</c> or the user's data folder.</summary>
    public string? Home { get; init; }
}
