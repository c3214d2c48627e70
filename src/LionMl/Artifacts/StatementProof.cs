namespace LionMl.Artifacts;

/// <summary>The proof that belongs to a statement.</summary>
/// <param name="Instances">How many inputs it covers.</param>
/// <param name="Sha256">The SHA-256 of <c>proof.bin</c>.</param>
/// <param name="PublicSha256">The SHA-256 of <c>public.json</c>.</param>
public sealed record StatementProof(int Instances, string Sha256, string PublicSha256);
