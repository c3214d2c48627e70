namespace LionMl.Varuna;

/// <summary>Who drew the secret β behind a universal SRS.</summary>
public enum SrsKind : byte
{
    /// <summary>Aleo mainnet's public ceremony: sound if one of its participants was honest.</summary>
    Aleo = 1,

    /// <summary>Made on one machine from the operating system's randomness: whoever made it could forge proofs.</summary>
    Sandbox = 2,
}
