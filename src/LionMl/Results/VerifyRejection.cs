namespace LionMl.Results;

/// <summary>Why a proof was rejected.</summary>
public enum VerifyRejection
{
    /// <summary>It was not.</summary>
    None,

    /// <summary>The proof does not hold for the key and the public inputs.</summary>
    Proof,

    /// <summary>The verifying key is not the expected one.</summary>
    Key,

    /// <summary>A digest in the statement is not the one among the public inputs.</summary>
    Digest,

    /// <summary>The given input is not the one that the digest stands for.</summary>
    Input,
}
