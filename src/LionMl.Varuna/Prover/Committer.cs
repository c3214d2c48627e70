using LionMl.Algebra;

namespace LionMl.Varuna;

/// <summary>KZG commitments over a universal SRS, Sonic style: a degree bound is enforced by committing with the last powers.</summary>
internal static class Committer
{
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
        int firstBase = degreeBound is { } bound ? srs.FirstShiftedPower(bound) : 0;
        G1Projective sum = Msm.Compute(bases, firstBase, polynomial, first, count, workers);
        if (!blinding.IsEmpty)
            sum += Msm.Compute(srs.BlindingPowers(degreeBound)[..blinding.Length], blinding);
        return sum.ToAffine();
    }
}
