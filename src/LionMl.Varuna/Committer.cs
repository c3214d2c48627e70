using LionMl.Algebra;

namespace LionMl.Varuna;

/// <summary>KZG commitments over a universal SRS, Sonic style: a degree bound is enforced by committing with the last powers.</summary>
internal static class Committer
{
    /// <summary>Coefficients of a blinding polynomial: it stays hiding after two openings.</summary>
    internal const int BlindingCount = 3;

    /// <summary>The commitment to coefficients first … first + count - 1 of <paramref name="polynomial"/>.</summary>
    /// <param name="srs">The powers; the caller has checked that there are enough.</param>
    /// <param name="polynomial">Low degree first.</param>
    /// <param name="first">The place of the constant coefficient.</param>
    /// <param name="count">The number of coefficients.</param>
    /// <param name="degreeBound">The bound to enforce, at least count - 1, or null.</param>
    /// <param name="blinding">The blinding polynomial, or empty.</param>
    /// <param name="workers">Cores and cancellation.</param>
    internal static G1Affine Commit(
        UniversalSrs srs, FrVector polynomial, int first, int count, int? degreeBound, ReadOnlySpan<Fr> blinding, Workers workers)
    {
        workers.Cancellation.ThrowIfCancellationRequested();
        G1Bases bases = degreeBound is null ? srs.Powers : srs.ShiftedPowers;
        int firstBase = degreeBound is { } bound ? bases.Count - 1 - bound : 0;
        G1Projective sum = Msm.Compute(bases, firstBase, polynomial, first, count, workers);
        if (!blinding.IsEmpty)
            sum += Blinding(srs, blinding, degreeBound);
        return sum.ToAffine();
    }

    private static G1Projective Blinding(UniversalSrs srs, ReadOnlySpan<Fr> blinding, int? degreeBound)
    {
        long shift = degreeBound is { } bound ? UniversalSrs.MaxDegree - bound : 0;
        var powers = new G1Affine[blinding.Length];
        for (int i = 0; i < powers.Length; i++)
            powers[i] = srs.GammaPower(shift + i);
        return Msm.Compute(powers, blinding);
    }
}
