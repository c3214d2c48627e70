using System.Numerics;

namespace LionMl.Circuits;

/// <summary>The sizes that a Varuna proof of a circuit works with: each is the next power of two.</summary>
/// <param name="Constraints">Of the rows (R).</param>
/// <param name="Variables">Of the variables (C).</param>
/// <param name="NonZerosA">Of the entries of A.</param>
/// <param name="NonZerosB">Of the entries of B.</param>
/// <param name="NonZerosC">Of the entries of C.</param>
/// <param name="PublicInputs">Of the public inputs (X).</param>
public sealed record DomainSizes(long Constraints, long Variables, long NonZerosA, long NonZerosB, long NonZerosC, long PublicInputs)
{
    /// <summary>The group elements that a prover multiplies: 4|C| + 2|R| + K_A + K_B + K_C + 2·max K. Proving time follows it.</summary>
    public long ProverPoints => (4 * Variables) + (2 * Constraints) + NonZeros + (2 * MostNonZeros);

    /// <summary>Entries of the three matrices together.</summary>
    internal long NonZeros => NonZerosA + NonZerosB + NonZerosC;

    /// <summary>Entries of the fullest matrix.</summary>
    internal long MostNonZeros => Math.Max(NonZerosA, Math.Max(NonZerosB, NonZerosC));

    /// <summary>The domains of a circuit.</summary>
    /// <param name="constraints">Its rows, the row that hiding adds included.</param>
    /// <param name="variables">Its variables, public and private.</param>
    /// <param name="a">Entries of A.</param>
    /// <param name="b">Entries of B.</param>
    /// <param name="c">Entries of C.</param>
    /// <param name="publicInputs">Its public inputs, the constant one included.</param>
    public static DomainSizes Of(long constraints, long variables, long a, long b, long c, long publicInputs) =>
        new(Power(constraints), Power(variables), Power(a), Power(b), Power(c), Power(publicInputs));

    /// <summary>The smallest power of two that is at least a count.</summary>
    internal static long Power(long count) => (long)BitOperations.RoundUpToPowerOf2((ulong)Math.Max(1, count));
}
