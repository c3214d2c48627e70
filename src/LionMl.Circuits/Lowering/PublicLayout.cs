using System.Collections.Immutable;

namespace LionMl.Circuits;

/// <summary>The public input vector of a circuit: the constant one, then the public tensors one after the other.</summary>
/// <param name="Tensors">In the order in which they lie.</param>
public sealed record PublicLayout(ImmutableArray<PublicTensor> Tensors)
{
    /// <summary>The length of the vector, the leading one included, before it is padded to a power of two.</summary>
    public int Count => 1 + Tensors.Sum(tensor => tensor.Length);

    /// <summary>The tensor of this name.</summary>
    /// <exception cref="KeyNotFoundException">No public tensor has this name.</exception>
    public PublicTensor this[string name] => Tensors.FirstOrDefault(tensor => tensor.Name == name)
        ?? throw new KeyNotFoundException($"No public tensor is called '{name}'.");
}
