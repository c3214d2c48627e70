using System.Collections.Immutable;
using System.Text.Json.Serialization;
using LionMl.Algebra;
using LionMl.Circuits;

namespace LionMl.Artifacts;

/// <summary>A hash among the public inputs of each instance, and what it is a hash of.</summary>
/// <remarks>
/// Raw: <c>Poseidon8.hash([salt, elements…])</c> of Aleo's library, where an element is Σ digit_i · 2^(digitBits · i) over the next
/// 248 / digitBits integers of a tensor, digit = integer + 2^(digitBits − 1) if signed, else the integer. Leo:
/// <c>Poseidon8::hash_to_field</c> of an array of i8, i16, …, without a salt.
/// </remarks>
/// <param name="Name">The tensor's name in the model.</param>
/// <param name="Group"><c>input</c>, <c>output</c> or <c>params</c>.</param>
/// <param name="Offset">The index of the public input; index 0 is the leading one.</param>
/// <param name="Form"><c>raw</c> or <c>leo</c>.</param>
/// <param name="Tensors">What is hashed, in this order; each begins with an element of its own.</param>
public sealed record StatementDigest(
    string Name, string Group, int Offset, string Form, ImmutableArray<StatementDigestTensor> Tensors)
{
    /// <summary>For each instance the hash, as <c>"5field"</c>; null until there is a proof.</summary>
    public ImmutableArray<string>? Values { get; init; }

    /// <summary>Whether a salt is hashed first.</summary>
    [JsonIgnore]
    public bool IsSalted => Form == "raw";

    /// <summary>Whether the numbers fit each other; a statement may come from anybody.</summary>
    internal bool IsUsable =>
        Offset >= 1
        && Form is "raw" or "leo"
        && Group is "input" or "output" or "params"
        && !Tensors.IsDefaultOrEmpty
        && Tensors.All(tensor => tensor.IsUsable(Form))
        && Values is not { IsDefault: true };

    /// <summary>Describes a digest of a circuit.</summary>
    internal static StatementDigest Of(PublicDigest digest) => new(
        digest.Name,
        digest.Group.ToString().ToLowerInvariant(),
        digest.Offset,
        digest.Form.ToString().ToLowerInvariant(),
        [.. digest.Tensors.Select(tensor => new StatementDigestTensor(
            tensor.Name,
            tensor.Shape.Dimensions,
            tensor.ScaleBits,
            tensor.Range.Low,
            tensor.Range.High,
            tensor.Encoding.DigitBits,
            tensor.Encoding.Signed))]);

    /// <summary>The hash of the real numbers of the tensors, rounded as the circuit's inputs are; null if a number cannot be one.</summary>
    internal Fr? Compute(IReadOnlyList<float[]> values, Fr salt)
    {
        var elements = new List<Fr>();
        if (IsSalted)
        {
            elements.Add(salt);
        }

        for (int i = 0; i < values.Count; i++)
        {
            if (Tensors[i].Round(values[i]) is not { } integers)
            {
                return null;
            }

            elements.AddRange(Tensors[i].Encoding(Form).Elements(integers));
        }

        return AleoPoseidon.Hash([.. elements]);
    }
}
