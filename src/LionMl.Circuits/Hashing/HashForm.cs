namespace LionMl.Circuits;

/// <summary>How a tensor's integers become the field elements that are hashed.</summary>
public enum HashForm
{
    /// <summary>
    /// Digits of whole bytes, packed into elements of at most 248 bits, behind one salt: <c>Poseidon8.hash([salt, elements…])</c>.
    /// </summary>
    Raw,

    /// <summary>
    /// The bits of a Leo array of integers with their type headers, in pieces of 252: what <c>Poseidon8::hash_to_field</c> gives for the
    /// array. There is no salt.
    /// </summary>
    Leo,
}
