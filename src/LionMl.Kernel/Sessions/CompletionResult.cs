using System.Collections.Immutable;

namespace LionMl.Kernel.Sessions;

/// <summary>What may stand in a place.</summary>
/// <param name="Matches">The candidates, best first.</param>
/// <param name="Start">Where the text that they replace begins.</param>
/// <param name="End">Where it ends.</param>
public sealed record CompletionResult(ImmutableArray<CompletionMatch> Matches, int Start, int End);
