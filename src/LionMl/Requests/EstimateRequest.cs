namespace LionMl;

/// <summary>What <see cref="Lion.Estimate"/> may be told.</summary>
public sealed record EstimateRequest : LionRequest;
