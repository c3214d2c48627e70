using System.Security.Cryptography;
using LionMl.Algebra;

namespace LionMl.Varuna;

public sealed partial class UniversalSrs
{
    /// <summary>Checks by pairings that the loaded points are powers of one β: what an import of unknown files needs.</summary>
    /// <param name="workers">Cores and cancellation. Cost: four MSMs with 128-bit scalars and a subgroup check a point.</param>
    /// <returns>Null, or the first inconsistency found. A wrong point passes with probability 2^−128.</returns>
    /// <remarks>
    /// Random ρ_i: e(Σ ρ_i P_{i+1}, H) = e(Σ ρ_i P_i, βH) for both series; P_0 = G; and for each degree bound d
    /// e(β^(D−d) G, β^−(D−d) H) = e(G, H) ties the shifted series and the verifier's points to the first one.
    /// </remarks>
    public string? CheckConsistency(Workers workers)
    {
        ArgumentNullException.ThrowIfNull(workers);
        if (Powers.Count < 2 || ShiftedPowers.Count < 2)
        {
            return "an SRS needs at least two powers of each kind";
        }

        if (!Powers[0].Equals(G1Affine.Generator))
        {
            return "the first power is not the generator G";
        }

        if (FirstOutsideSubgroup(Powers, workers) is int power)
        {
            return $"power {power} is not in the subgroup of prime order";
        }

        if (FirstOutsideSubgroup(ShiftedPowers, workers) is int shiftedPower)
        {
            return $"shifted power {shiftedPower} is not in the subgroup of prime order";
        }

        if (!AreConsecutive(Powers, workers))
        {
            return "the powers are not consecutive powers of the β in beta-h";
        }

        return !AreConsecutive(ShiftedPowers, workers)
            ? "the shifted powers are not consecutive powers of the β in beta-h"
            : CheckDegreeBounds();
    }

    private string? CheckDegreeBounds()
    {
        for (int i = 1; i < BlindingCount; i++)
        {
            if (!Pairing.ProductIsOne([_blindingPowers[i], -_blindingPowers[i - 1]], [Verifier.PreparedH, Verifier.PreparedBetaH]))
            {
                return "the blinding powers are not consecutive powers of the β in beta-h";
            }
        }

        G1Affine minusG = -G1Affine.Generator;
        foreach (int bound in Verifier.DegreeBounds.Where(d => d < ShiftedPowers.Count).Order())
        {
            G1Affine shifted = ShiftedPowers[FirstShiftedPower(bound)];
            if (!Pairing.ProductIsOne([shifted, minusG], [Verifier.PreparedNegativePower(bound)!, Verifier.PreparedH]))
            {
                return $"the negative power for degree bound {bound} does not match the shifted powers";
            }

            // γβ^(D−d+i) G must be γβ^i G shifted by the same D − d.
            ReadOnlySpan<G1Affine> plain = BlindingPowers(null);
            ReadOnlySpan<G1Affine> blinding = BlindingPowers(bound);
            for (int i = 0; i < BlindingCount; i++)
            {
                if (!Pairing.ProductIsOne([blinding[i], -plain[i]], [Verifier.PreparedNegativePower(bound)!, Verifier.PreparedH]))
                {
                    return $"the blinding powers for degree bound {bound} do not match γG";
                }
            }
        }

        return null;
    }

    private bool AreConsecutive(G1Bases powers, Workers workers)
    {
        int count = powers.Count - 1;
        using var weights = new FrVector(count);
        Span<byte> bytes = stackalloc byte[17];
        for (int i = 0; i < count; i++)
        {
            RandomNumberGenerator.Fill(bytes[..16]);
            weights[i] = Fr.FromBigInteger(new System.Numerics.BigInteger(bytes, isUnsigned: true));
        }

        G1Affine lower = Msm.Compute(powers, 0, weights, 0, count, workers).ToAffine();
        G1Affine upper = Msm.Compute(powers, 1, weights, 0, count, workers).ToAffine();
        return Pairing.ProductIsOne([upper, -lower], [Verifier.PreparedH, Verifier.PreparedBetaH]);
    }

    private static int? FirstOutsideSubgroup(G1Bases powers, Workers workers)
    {
        int first = int.MaxValue;
        workers.For(powers.Count, 64, (start, end) =>
        {
            for (int i = start; i < end && i < Volatile.Read(ref first); i++)
            {
                if (!powers[i].IsInSubgroup)
                {
                    int seen;
                    while (i < (seen = Volatile.Read(ref first)) && Interlocked.CompareExchange(ref first, i, seen) != seen)
                    {
                    }
                }
            }
        });
        return first == int.MaxValue ? null : first;
    }
}
