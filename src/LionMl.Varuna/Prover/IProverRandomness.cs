using LionMl.Algebra;

namespace LionMl.Varuna;

/// <summary>The prover's source of randomness; zero knowledge rests on it alone.</summary>
/// <remarks>Calls come from one thread. The order of draws is fixed, so that a deterministic source gives a reproducible proof.</remarks>
public interface IProverRandomness
{
    /// <summary>A uniform field element: the zero-knowledge row and the mask.</summary>
    Fr NextElement();

    /// <summary>
    /// The blinding coefficients of the next committed polynomial; called for every committed polynomial in order, with an empty span
    /// for those that are not hidden.
    /// </summary>
    void NextBlinding(Span<Fr> coefficients);
}
