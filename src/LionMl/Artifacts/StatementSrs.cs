namespace LionMl.Artifacts;

/// <summary>Which structured reference string a key was made with.</summary>
public sealed record StatementSrs
{
    /// <summary>The words that go with a sandbox.</summary>
    public const string SandboxWarning = "Whoever made this sandbox SRS could have kept its secret and can then prove anything; use it "
        + "for trials only.";

    /// <summary><c>aleo</c> or <c>sandbox</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The SHA-256 of the part that a verifier uses.</summary>
    public required string Sha256 { get; init; }

    /// <summary>A sandbox's verifier part, as nobody else has it; null for Aleo's.</summary>
    public string? VerifierHex { get; init; }

    /// <summary>What a reader must know; null for Aleo's.</summary>
    public string? Warning { get; init; }
}
