using LionMl.Varuna;

namespace LionMl;

/// <summary>What <see cref="Lion.Setup"/> may be told.</summary>
public sealed record SetupRequest : LionRequest
{
    /// <summary>The proof system's version; null for V3.</summary>
    public VarunaVersion? Varuna { get; init; }

    /// <summary>The structured reference string; null for Aleo's.</summary>
    public SrsKind? Srs { get; init; }

    /// <summary>Whether the network may not be used.</summary>
    public bool IsOffline { get; init; }
}
