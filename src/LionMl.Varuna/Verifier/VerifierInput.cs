using LionMl.Algebra;

namespace LionMl.Varuna;

/// <summary>One circuit of a proof and the public inputs of its instances.</summary>
/// <param name="Key">The circuit's verifying key.</param>
/// <param name="PublicInputs">
/// One vector per instance, starting with one. A vector shorter than the key's count is padded with zeros, as Aleo's verifier does
/// off chain.
/// </param>
public sealed record VerifierInput(VerifyingKey Key, IReadOnlyList<Fr[]> PublicInputs);
