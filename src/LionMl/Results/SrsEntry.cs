namespace LionMl.Results;

/// <summary>One SRS of the cache.</summary>
/// <param name="Kind"><c>aleo</c> or <c>sandbox</c>.</param>
/// <param name="Powers">The number of powers of beta from the first on.</param>
/// <param name="ShiftedPowers">The number of the last powers, for degree bounds.</param>
/// <param name="Bytes">The size of its files.</param>
/// <param name="Sha256">The SHA-256 of the part that a verifier uses.</param>
public sealed record SrsEntry(string Kind, long Powers, long ShiftedPowers, long Bytes, string Sha256);
