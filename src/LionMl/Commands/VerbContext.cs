namespace LionMl.Commands;

/// <summary>What a front end gives to a running verb.</summary>
/// <param name="Progress">Receives progress, from any thread; null for none.</param>
/// <param name="Cancellation">Stops the verb.</param>
public sealed record VerbContext(IProgress<LionProgress>? Progress = null, CancellationToken Cancellation = default);
