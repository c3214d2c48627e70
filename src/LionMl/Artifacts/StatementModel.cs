namespace LionMl.Artifacts;

/// <summary>The model that a circuit was made of.</summary>
/// <param name="Name">Its file name.</param>
/// <param name="Sha256">The SHA-256 of the file; null where the weights are private, since it would tell a known model.</param>
public sealed record StatementModel(string Name, string? Sha256)
{
    /// <summary>Name and hash in one line.</summary>
    public override string ToString() => Sha256 is null ? $"{Name} (its weights are private)" : $"{Name}, sha256 {Sha256}";
}
