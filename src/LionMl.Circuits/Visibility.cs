namespace LionMl.Circuits;

/// <summary>Who sees the values of a group of tensors.</summary>
public enum Visibility
{
    /// <summary>Only the prover.</summary>
    Private,

    /// <summary>Everyone: the values are public inputs of the proof.</summary>
    Public,

    /// <summary>Only the prover, but a hash of the values is public.</summary>
    Hashed,

    /// <summary>
    /// Part of the circuit: whoever holds the proving key has the values, and low-entropy values can be guessed from the key.
    /// </summary>
    Fixed,

    /// <summary>As <see cref="Hashed"/>, with the hash that Leo's <c>Poseidon8::hash_to_field</c> gives for the array of the values.</summary>
    HashedLeo,
}
