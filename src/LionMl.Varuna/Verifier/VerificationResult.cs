namespace LionMl.Varuna;

/// <summary>The verdict on a proof.</summary>
/// <param name="Reason">Accepted, or why not.</param>
/// <param name="Detail">One sentence for a person.</param>
public sealed record VerificationResult(VerificationReason Reason, string Detail)
{
    /// <summary>Whether the proof is valid.</summary>
    public bool IsAccepted => Reason == VerificationReason.Accepted;
}
