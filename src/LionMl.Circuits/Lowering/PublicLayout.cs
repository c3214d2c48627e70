using System.Collections.Immutable;

namespace LionMl.Circuits;

/// <summary>The public input vector of a circuit: the constant one, then the public tensors.</summary>
/// <param name="Count">The length of the vector, the leading one included, before it is padded to a power of two.</param>
/// <param name="Tensors">Inputs first, then outputs; two names of one tensor share its place.</param>
public sealed record PublicLayout(int Count, ImmutableArray<PublicTensor> Tensors)
{
    /// <summary>Hashes of tensors that are not public themselves; they come behind all tensors.</summary>
    public ImmutableArray<PublicDigest> Digests { get; init; } = [];

    /// <summary>Where a tensor lies.</summary>
    /// <param name="group">Inputs or outputs.</param>
    /// <param name="name">The tensor's name in the model.</param>
    /// <returns>Its place, or null if it is not public.</returns>
    public PublicTensor? Find(TensorGroup group, string name) =>
        Tensors.FirstOrDefault(tensor => tensor.Group == group && tensor.Name == name);
}
