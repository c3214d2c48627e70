using System.Collections.Immutable;
using LionMl.Algebra;

namespace LionMl.Circuits;

/// <summary>A public input that is a hash of values which only the prover knows.</summary>
/// <param name="Name">The tensor's name in the model; for parameters <see cref="ParametersName"/>.</param>
/// <param name="Group">Inputs, outputs or parameters.</param>
/// <param name="Offset">Its position in the public input vector.</param>
/// <param name="Form">How integers become field elements.</param>
/// <param name="Tensors">What is hashed, in this order.</param>
public sealed record PublicDigest(
    string Name, TensorGroup Group, int Offset, HashForm Form, ImmutableArray<DigestedTensor> Tensors)
{
    /// <summary>The name of the digest of all parameters.</summary>
    public const string ParametersName = "parameters";

    /// <summary>Whether a salt comes first.</summary>
    public bool IsSalted => Form == HashForm.Raw;

    /// <summary>The digest of some values.</summary>
    /// <param name="integers">The integers of each of <see cref="Tensors"/>.</param>
    /// <param name="salt">The salt; ignored where <see cref="IsSalted"/> is false.</param>
    /// <exception cref="CircuitException">An integer does not fit its digits.</exception>
    public Fr Compute(IReadOnlyList<long[]> integers, Fr salt)
    {
        ArgumentNullException.ThrowIfNull(integers);
        ArgumentOutOfRangeException.ThrowIfNotEqual(integers.Count, Tensors.Length);
        var preimage = new List<Fr>();
        if (IsSalted)
        {
            preimage.Add(salt);
        }

        for (int i = 0; i < integers.Count; i++)
        {
            preimage.AddRange(Tensors[i].Encoding.Elements(integers[i]));
        }

        return AleoPoseidon.Hash([.. preimage]);
    }
}
