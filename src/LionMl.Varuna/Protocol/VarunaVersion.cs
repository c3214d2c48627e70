namespace LionMl.Varuna;

/// <summary>The protocol version; a proof of one version is refused by the other.</summary>
/// <remarks>
/// V2 fixes the first of the three matrix challenges to one after the mask is committed, so that a cheating prover can hide a false
/// sum behind the mask; V3 draws all three and closes that gap. Prefer V3 unless the verifier only knows V2.
/// </remarks>
public enum VarunaVersion
{
    /// <summary>Varuna V2, domain separator <c>VARUNA-2023</c>.</summary>
    V2 = 2,

    /// <summary>Varuna V3, domain separator <c>VARUNA-2026-V3</c>.</summary>
    V3 = 3,
}
