namespace LionMl.Artifacts;

/// <summary>The model that a circuit was made of.</summary>
/// <param name="Name">Its file name.</param>
/// <param name="Sha256">The SHA-256 of the file.</param>
public sealed record StatementModel(string Name, string Sha256);
