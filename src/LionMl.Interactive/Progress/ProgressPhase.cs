namespace LionMl.Interactive.Progress;

/// <summary>A phase that ran.</summary>
/// <param name="Name">The phase in plain words.</param>
/// <param name="Seconds">How long it was the one at work.</param>
public sealed record ProgressPhase(string Name, double Seconds);
