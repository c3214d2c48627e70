using System.Reflection;

namespace LionMl.Commands;

/// <summary>What a front end gives to a running verb.</summary>
/// <param name="Progress">Receives progress, from any thread; null for none.</param>
/// <param name="Cancellation">Stops the verb.</param>
public sealed record VerbContext(IProgress<LionProgress>? Progress = null, CancellationToken Cancellation = default)
{
    /// <summary>Bytes of libraries that exist in memory only, such as a notebook's cells; null where there are none.</summary>
    public Func<AssemblyName, byte[]?>? Images { get; init; }
}
