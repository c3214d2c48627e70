using System.Collections.Immutable;
using LionMl.Varuna;

namespace LionMl;

/// <summary>What <see cref="Lion.Verify"/> is told: a folder, or the three files.</summary>
public sealed record VerifyRequest : LionRequest
{
    /// <summary>The artifact folder, whose statement says version, SRS and checksums.</summary>
    public string? Folder { get; init; }

    /// <summary>The verifying key, where there is no folder.</summary>
    public string? KeyFile { get; init; }

    /// <summary>The public inputs, where there is no folder.</summary>
    public string? PublicFile { get; init; }

    /// <summary>The proof, where there is no folder.</summary>
    public string? ProofFile { get; init; }

    /// <summary>The proof system's version. Without a folder null means V3; with one, it must be what the statement says.</summary>
    public VarunaVersion? Varuna { get; init; }

    /// <summary>
    /// The structured reference string. Without a folder null means Aleo's; with one, it must be what the statement says.
    /// </summary>
    public SrsKind? Srs { get; init; }

    /// <summary>The SHA-256 that the verifying key must have; null accepts any key.</summary>
    public string? ExpectKey { get; init; }

    /// <summary>
    /// Inputs that shall be those of the digests in a folder's statement, one for each instance; none leaves them unchecked.
    /// </summary>
    public ImmutableArray<DataSource> Inputs { get; init; } = [];

    /// <summary>The salt of <see cref="Inputs"/>; null takes those of <c>private/salts.json</c>, if there are any, else zero.</summary>
    public string? Salt { get; init; }

    /// <summary>Whether the network may not be used.</summary>
    public bool IsOffline { get; init; }
}
