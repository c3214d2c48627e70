using System.Numerics;

namespace LionMl.R1cs;

/// <summary>Numbers of entries of the three matrices, or the limits they must stay within.</summary>
internal record struct MatrixSizes(long A, long B, long C)
{
    internal readonly long Total => A + B + C;

    internal readonly long Smallest => Math.Min(A, Math.Min(B, C));

    internal readonly bool FitsIn(MatrixSizes limits) => A <= limits.A && B <= limits.B && C <= limits.C;

    /// <summary>Limits worth trying for a number of entries, the cheapest for a prover first.</summary>
    /// <remarks>
    /// A prover rounds each matrix up to a power of two and works K_A + K_B + K_C + 2·max K. One entry of each matrix is the prover's own.
    /// Limits of equal cost come in a fixed order, so that the same rows always give the same circuit.
    /// </remarks>
    internal static IEnumerable<MatrixSizes> Candidates(long entries)
    {
        int log = BitOperations.Log2((ulong)Math.Max(1, entries / 3));
        List<MatrixSizes> limits = [];
        for (int largest = log; largest <= log + 3; largest++)
        {
            for (int code = 0; code < 64; code++)
            {
                int a = code & 3, b = (code >> 2) & 3, c = code >> 4;
                if (Math.Min(a, Math.Min(b, c)) == 0 && Math.Max(a, Math.Max(b, c)) <= largest)
                    limits.Add(new MatrixSizes((1L << (largest - a)) - 1, (1L << (largest - b)) - 1, (1L << (largest - c)) - 1));
            }
        }

        return limits.Where(limit => limit.Total >= entries).OrderBy(limit => limit.Total + (2 * limit.Largest));
    }

    private readonly long Largest => Math.Max(A, Math.Max(B, C));
}
