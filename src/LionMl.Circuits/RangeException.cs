namespace LionMl.Circuits;

/// <summary>
/// A value lies outside of the range that the circuit was built for, so that no witness exists. Values never wrap around.
/// </summary>
/// <remarks>That a proof is refused tells whoever sees the refusal something about a private input.</remarks>
public sealed class RangeException : CircuitException
{
    internal RangeException(string layer, string tensor, long value, IntegerRange limit, string whatToChange)
        : base($"Layer '{layer}': element {tensor} has the integer value {value}, but the circuit admits only {limit}. {whatToChange}")
    {
        Layer = layer;
        Tensor = tensor;
        Value = value;
        Limit = limit;
    }

    /// <summary>The layer (the node's name in the model, or the input's name).</summary>
    public string Layer { get; }

    /// <summary>The tensor and the index of the element in it.</summary>
    public string Tensor { get; }

    /// <summary>The integer that was found.</summary>
    public long Value { get; }

    /// <summary>The integers that the circuit admits there.</summary>
    public IntegerRange Limit { get; }
}
