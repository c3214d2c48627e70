using System.Collections.Immutable;

namespace LionMl.Circuits;

/// <summary>One combination of scales that the search tries.</summary>
/// <param name="InputBits">Bits of each input element.</param>
/// <param name="WeightBits">Bits of the largest weight of each layer.</param>
/// <param name="ActivationBits">Bits of the largest activation behind each layer.</param>
internal sealed record ScalePlan(int InputBits, int WeightBits, int ActivationBits)
{
    /// <summary>
    /// Whether functions of functions of one tensor become one table. That saves the product and rescaling between them, but the table may
    /// need more pieces.
    /// </summary>
    public bool FusesFunctions { get; init; } = true;

    /// <summary>Weight bits more or less in single layers.</summary>
    public ImmutableSortedDictionary<string, int> WeightChanges { get; init; } =
        ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal);

    /// <summary>Activation bits more or less in single layers.</summary>
    public ImmutableSortedDictionary<string, int> ActivationChanges { get; init; } =
        ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal);

    public int WeightBitsOf(string layer) => Math.Max(1, WeightBits + WeightChanges.GetValueOrDefault(layer));

    public int ActivationBitsOf(string layer) => Math.Max(1, ActivationBits + ActivationChanges.GetValueOrDefault(layer));

    /// <summary>The changes as text, for the table of trials.</summary>
    public string Describe() => string.Join(
        ", ",
        WeightChanges.Select(change => $"weights of '{change.Key}' {change.Value:+0;-0}")
            .Concat(ActivationChanges.Select(change => $"activations of '{change.Key}' {change.Value:+0;-0}"))
            .Concat(FusesFunctions ? [] : ["functions not fused"]));
}
