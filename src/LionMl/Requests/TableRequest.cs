namespace LionMl;

/// <summary>What <see cref="Lion.Table"/> may be told.</summary>
public sealed record TableRequest : LionRequest;
