using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>What a circuit will cost in time and space, before any setup.</summary>
/// <param name="SrsDegree">The largest power of the universal setup that is needed.</param>
/// <param name="ProvingKeyBytes">The size of the proving key on disk.</param>
/// <param name="VerifyingKeyBytes">The size of the verifying key.</param>
/// <param name="PeakMemoryBytes">The most memory that setup or proving holds at a time.</param>
/// <param name="SetupSeconds">The time of the setup.</param>
/// <param name="ProvingSeconds">The time of one proof.</param>
[TypeFormatterSource("LionMl.Interactive.Formatting.PartFormatterSource, LionMl.Interactive")]
public sealed record CostEstimate(
    long SrsDegree, long ProvingKeyBytes, long VerifyingKeyBytes, long PeakMemoryBytes, double SetupSeconds, double ProvingSeconds)
{
    private const int PointBytes = 96;
    private const int FieldBytes = 40;

    // A verifying key: circuit sizes, then twelve compressed points.
    private const int KeyBytes = 673;

    internal static CostEstimate Of(CostReport cost, MachineModel machine)
    {
        var d = cost.Domains;
        long k = d.NonZerosA + d.NonZerosB + d.NonZerosC;

        // A setup commits to four polynomials of each matrix (row, column, value, row times column).
        long setupPoints = 4 * k;
        long proverElements = (8 * (d.Constraints + d.Variables)) + (6 * k);
        long keyBytes = KeyBytesOf(d, cost.NonZeros);
        return new CostEstimate(
            cost.SrsDegree,
            keyBytes,
            KeyBytes,
            machine.FixedBytes + WorkingBytes(d, cost.NonZeros, 1).Proof,
            machine.FixedSetupSeconds + (((setupPoints * machine.NanosecondsPerPoint) + (4 * k * machine.NanosecondsPerElement)) * 1e-9),
            machine.FixedProvingSeconds
                + (((d.ProverPoints * machine.NanosecondsPerPoint) + (proverElements * machine.NanosecondsPerElement)) * 1e-9));
    }

    /// <summary>What keys and proofs hold at a time, key and SRS included.</summary>
    internal static (long Setup, long Proof) WorkingBytes(DomainSizes domains, long nonZeros, int instances)
    {
        long k = domains.NonZerosA + domains.NonZerosB + domains.NonZerosC;
        long srs = PointBytes * Math.Max(
            Math.Max(domains.Constraints, domains.Variables + 4),
            Math.Max(domains.NonZerosA, Math.Max(domains.NonZerosB, domains.NonZerosC)));
        long key = KeyBytesOf(domains, nonZeros);
        long rows = domains.Constraints + domains.Variables;

        // What a further instance adds is little beside what the first one's passes hold at a time.
        return (key + srs + (6 * k * FieldBytes), key + srs + (((8 * rows) + (3 * (instances - 1) * rows) + (6 * k)) * FieldBytes));
    }

    private static long KeyBytesOf(DomainSizes domains, long nonZeros) =>
        (nonZeros * 16) + ((domains.NonZerosA + domains.NonZerosB + domains.NonZerosC) * 4 * FieldBytes);
}
