namespace LionMl.Varuna;

/// <summary>Why a proof was accepted or refused.</summary>
public enum VerificationReason
{
    /// <summary>The proof is valid for the given keys and public inputs.</summary>
    Accepted,

    /// <summary>The bytes are not those of a verifying key.</summary>
    MalformedKey,

    /// <summary>The bytes are not those of a proof.</summary>
    MalformedProof,

    /// <summary>No circuit, a circuit without instances, or the same circuit twice.</summary>
    NothingToVerify,

    /// <summary>A public input vector is empty, does not start with one, or is longer than the key allows.</summary>
    BadPublicInput,

    /// <summary>The proof was made for other numbers of circuits or instances.</summary>
    BatchSizeMismatch,

    /// <summary>The proof lacks the mask or the blinding evaluation of a hiding proof.</summary>
    NotHiding,

    /// <summary>The SRS has no point for a degree bound of the key: the circuit is too large for it, or the key is damaged.</summary>
    SrsTooSmall,

    /// <summary>A challenge fell into a domain (probability below 2^−200 for an honest proof).</summary>
    ChallengeInDomain,

    /// <summary>The commitments do not open as claimed: forged or damaged proof, other key, other inputs, other version or SRS.</summary>
    EquationFails,
}
