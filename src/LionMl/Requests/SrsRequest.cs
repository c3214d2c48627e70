namespace LionMl;

/// <summary>What the verbs of the SRS cache may be told.</summary>
public sealed record SrsRequest : LionRequest
{
    /// <summary>Whether the network may not be used.</summary>
    public bool IsOffline { get; init; }

    /// <summary>The logarithm of the number of powers that <see cref="Lion.SrsMake"/> makes; null for the default.</summary>
    public int? LogSize { get; init; }
}
