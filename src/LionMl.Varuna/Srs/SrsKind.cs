namespace LionMl.Varuna;

/// <summary>Where a universal SRS comes from, hence what its proofs are worth.</summary>
public enum SrsKind
{
    /// <summary>Aleo's mainnet ceremony: nobody knows the secret, Aleo accepts the proofs.</summary>
    Aleo,

    /// <summary>Made locally: whoever made it could forge proofs; for development only.</summary>
    Sandbox,
}
